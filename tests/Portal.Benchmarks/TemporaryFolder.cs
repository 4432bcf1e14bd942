namespace Portal.Benchmarks;

/// <summary>A folder that is gone after the run.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-benchmark-");

    public string Path => _folder.FullName;

    /// <summary>Another one with the same content.</summary>
    public TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file.FullName));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target) ?? copy.Path);
            file.CopyTo(target);
        }

        return copy;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
