using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>
/// Development without a mail server: each message becomes a file beside the database, for its reader to open. Nothing of it is there in
/// Production.
/// </summary>
internal sealed class MailFolder(IHostEnvironment environment, IOptions<StorageOptions> storage, IOptions<MailOptions> mail)
{
    public bool IsUsed => environment.IsDevelopment() && !mail.Value.IsSet;

    public string Path
    {
        get
        {
            var database = new SqliteConnectionStringBuilder(storage.Value.ConnectionString).DataSource;
            return System.IO.Path.GetFullPath(
                System.IO.Path.Combine(System.IO.Path.GetDirectoryName(database) ?? "", "mail"), environment.ContentRootPath);
        }
    }

    /// <summary>The folder, made when it is not there yet.</summary>
    public string Make() => Directory.CreateDirectory(Path).FullName;
}
