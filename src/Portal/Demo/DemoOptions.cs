namespace Portal.Demo;

/// <summary>Settings of section <c>Portal:Demo</c>, read in Development only. Without them both are made once for each data folder.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Portal:Demo";

    /// <summary>The password of the demo's owner, members and staff.</summary>
    public string? Password { get; set; }

    /// <summary>The key of the demo's carrier.</summary>
    public string? CarrierKey { get; set; }
}
