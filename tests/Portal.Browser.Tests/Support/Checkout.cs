namespace Portal.Browser.Tests.Support;

/// <summary>Where things lie in the checkout that the tests were built from.</summary>
internal static class Checkout
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string Root { get; } = FindRoot();

    /// <summary>For pictures and reports; not committed.</summary>
    public static string Out { get; } = Directory.CreateDirectory(Path.Combine(Root, "tests", "out")).FullName;

    /// <summary>The built program of a project, in the configuration and framework of this test.</summary>
    public static string ProgramOf(string project)
    {
        var framework = Output.Name;
        var configuration = Output.Parent?.Name ?? "Debug";
        return Path.Combine(Root, "src", project, "bin", configuration, framework, project + ".dll");
    }

    private static string FindRoot()
    {
        for (var folder = Output; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("These tests run from within a checkout.");
    }
}
