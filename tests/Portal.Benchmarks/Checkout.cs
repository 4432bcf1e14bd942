using Portal.Hosting;

namespace Portal.Benchmarks;

/// <summary>Where the checkout has what a benchmark starts.</summary>
internal static class Checkout
{
    public static string Root { get; } = ContentRoot.Find();

    /// <summary>The portal as it was built with this program.</summary>
    public static string Portal => Path.Combine(Root, "src", "Portal", "bin", Configuration, Framework, "Portal.dll");

    /// <summary>The script that the portal's build takes out of its pack; the bare page is served with the same.</summary>
    public static string BlazorScript => Path.Combine(Root, "src", "Portal", "obj", "blazor", "_framework", "blazor.web.js");

    private static DirectoryInfo Output => new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string Framework => Output.Name;

    public static string Configuration => Output.Parent?.Name ?? throw new DirectoryNotFoundException("Not in an output folder: " + Output);
}
