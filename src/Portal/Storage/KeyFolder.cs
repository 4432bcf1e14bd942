namespace Portal.Storage;

/// <summary>
/// The folder of <c>Portal:Keys:Directory</c>: it holds what the database must not, so that a stolen database file is of little use (S36).
/// Each key is a file of its own, made at its first use, readable by the portal's user alone.
/// </summary>
internal sealed class KeyFolder(string path)
{
    public const string Setting = "Portal:Keys:Directory";

    private readonly Lock _gate = new();

    /// <summary>The bytes of a key; made by <paramref name="make"/> when there is none yet, and on disk before they are returned.</summary>
    public byte[] LoadOrMake(string name, Func<byte[]> make)
    {
        lock (_gate)
        {
            Create();
            var file = Path.Combine(path, name);
            if (!File.Exists(file))
                Write(file, make());
            return File.ReadAllBytes(file);
        }
    }

    /// <summary>The bytes of a key, for those who only look; null when it was never made.</summary>
    public byte[]? Load(string name)
    {
        var file = Path.Combine(path, name);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>The folder itself, made when it is not there, for the portal's user alone.</summary>
    public DirectoryInfo Create() =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static void Write(string file, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var unfinished = file + ".new";
        File.Delete(unfinished); // An earlier attempt's, whose mode may be another.
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file);
    }
}
