namespace Portal.Hosting;

/// <summary>The folder of <c>Portal:Keys:Directory</c>: for nobody's eyes but the portal's.</summary>
internal static class KeysDirectory
{
    public static string Of(string setting, IHostEnvironment environment) => Path.GetFullPath(setting, environment.ContentRootPath);

    public static DirectoryInfo Create(string setting, IHostEnvironment environment)
    {
        var path = Of(setting, environment);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
