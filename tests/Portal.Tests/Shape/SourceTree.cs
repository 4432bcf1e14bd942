using System.Text.RegularExpressions;
using Portal.Hosting;

namespace Portal.Tests.Shape;

/// <summary>The sources of this checkout, without what the build makes.</summary>
internal static class SourceTree
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "out"];

    public static string Root { get; } = ContentRoot.Find();

    /// <summary>Paths relative to the root, with slashes.</summary>
    public static IEnumerable<string> Files(string under, params IReadOnlyList<string> extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, under), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !file.Split('/').Any(part => Made.Contains(part)));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static int CountLines(string file) => File.ReadLines(Path.Combine(Root, file)).Count();

    /// <summary>A pattern that gives up rather than hang.</summary>
    public static Regex Pattern(string pattern, RegexOptions options = RegexOptions.ExplicitCapture) =>
        new(pattern, options | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
}
