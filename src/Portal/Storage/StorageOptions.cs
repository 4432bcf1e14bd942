namespace Portal.Storage;

/// <summary>Settings of section <c>Portal:Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Portal:Storage";

    /// <summary>Which database; <c>sqlite</c> is the only one so far.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>A SQLite connection string whose <c>Data Source</c> is a file; relative paths start at the folder of <c>appsettings.json</c>.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/portal.db";

    /// <summary>Read-only connections at once, 1 to 64. Further readers wait.</summary>
    public int Readers { get; set; } = 8;
}
