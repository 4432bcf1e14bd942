using System.Data.Common;
using System.Text.Json;
using Portal.Client;

namespace Portal.Demo;

/// <summary>The folder <c>demo</c> beside the database: the book, and one folder for each virtual device.</summary>
internal sealed class DemoFolder(string path)
{
    private string BookFile => Path.Combine(path, "demo.json");

    /// <summary>Where the database of the settings lies.</summary>
    public static DemoFolder Beside(string? connectionString, string contentRoot)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString ?? "" };
        var database = settings.TryGetValue("Data Source", out var file) ? $"{file}" : "data/portal.db";
        return new DemoFolder(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database, contentRoot)) ?? contentRoot, "demo"));
    }

    public string Of(string device) => Path.Combine(path, device);

    /// <summary>The book of an earlier start; null when this is the first.</summary>
    public async Task<DemoBook?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(BookFile))
            return null;
        await using var file = File.OpenRead(BookFile);
        return await JsonSerializer.DeserializeAsync<DemoBook>(file, PortalJson.Options, cancellationToken);
    }

    public async Task WriteAsync(DemoBook book, CancellationToken cancellationToken)
    {
        Create();
        var unfinished = BookFile + ".new";
        await using (var file = File.Create(unfinished))
            await JsonSerializer.SerializeAsync(file, book, PortalJson.Options, cancellationToken);
        File.Move(unfinished, BookFile, overwrite: true);
    }

    /// <summary>What belongs to a database that is gone.</summary>
    public void Clear()
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    // It holds a password in the clear: for the portal's user alone.
    private void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
