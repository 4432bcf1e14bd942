namespace Portal.Hosting;

/// <summary>Finds the folder of <c>appsettings.json</c>: the published folder, or the root of the checkout.</summary>
internal static class ContentRoot
{
    /// <summary>The nearest folder at or above the program that holds <c>appsettings.json</c>.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "appsettings.json")))
                return folder.FullName;
        }

        throw new FileNotFoundException("No appsettings.json at or above " + AppContext.BaseDirectory);
    }
}
