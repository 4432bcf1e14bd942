namespace Portal.Gateway.Clouds;

/// <summary>Settings of section <c>Portal:Clouds:Seam</c>; without an API key no screen offers it.</summary>
internal sealed class SeamOptions
{
    public const string Section = "Portal:Clouds:Seam";

    /// <summary>Where Seam's API is.</summary>
    public string Address { get; set; } = "https://connect.getseam.com";

    /// <summary>The key of the operator's own workspace there.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>With which Seam signs what it sends to <c>/api/clouds/seam</c>; without it nothing that comes there is taken.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Seconds between two questions about a lock while nothing is near; 15 to 300.</summary>
    public int PollSeconds { get; set; } = 60;

    public bool IsOn => ApiKey.Length > 0;
}
