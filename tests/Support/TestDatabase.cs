using Microsoft.Extensions.Logging.Abstractions;
using Portal.Storage;

namespace Portal.Tests.Support;

/// <summary>A database of the real kind in a folder of its own, which goes with it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-test-");
    private readonly TimeProvider _time;

    public TestDatabase(TimeProvider time)
    {
        TypeHandlers.Register();
        _time = time;
        Database = Another();
        Database.Open();
    }

    public TestDatabase()
        : this(new ManualTime())
    {
    }

    public Database Database { get; private set; }

    public string Folder => _folder.FullName;

    public string File => Path.Combine(Folder, "portal.db");

    /// <summary>A further database object on the same file, not open yet: another process, or a reader beside the server.</summary>
    public Database Another() => At(File, _time);

    public static Database At(string file, TimeProvider time) =>
        new(new StorageOptions { ConnectionString = "Data Source=" + file }, Path.GetDirectoryName(file) ?? "/", time, NullLogger<Database>.Instance);

    /// <summary>Closes the database and opens the same file again, as a restart of the portal does.</summary>
    public void Restart()
    {
        Database.Dispose();
        Database = Another();
        Database.Open();
    }

    public void Dispose()
    {
        Database.Dispose();
        _folder.Delete(recursive: true);
    }
}
