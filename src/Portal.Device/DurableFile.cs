using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portal.Device;

/// <summary>
/// Files that are whole after a loss of power at any moment: either the old content or the new, never half of one.
/// </summary>
internal static partial class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes beside the file, flushes to the disk, takes the old one's place, and flushes the folder.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, Writing(FileMode.Create)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FlushFolderOf(path);
    }

    /// <summary>Removes the file, if it is there, for good.</summary>
    public static void Remove(string path)
    {
        File.Delete(path);
        FlushFolderOf(path);
    }

    /// <summary>Opens a file for reading and appending by this process alone, and makes it where it is missing.</summary>
    public static FileStream OpenOwn(string path)
    {
        var file = new FileStream(path, Writing(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        FlushFolderOf(path);
        return file;
    }

    private static FileStreamOptions Writing(FileMode mode, FileAccess access = FileAccess.Write)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;

        return options;
    }

    private static void FlushFolderOf(string path)
    {
        // On Windows a rename is on the disk with the file system's own journal, and a folder cannot be flushed.
        if (OperatingSystem.IsWindows())
            return;

        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new IOException("A file needs a folder.");
        using var handle = OpenFolder(folder, flags: 0);
        if (handle.IsInvalid || Flush(handle) != 0)
            throw new IOException($"The folder of {Path.GetFileName(path)} could not be flushed ({Marshal.GetLastPInvokeErrorMessage()}).");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(SafeFileHandle folder);
}
