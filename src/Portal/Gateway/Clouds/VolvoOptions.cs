namespace Portal.Gateway.Clouds;

/// <summary>Settings of section <c>Portal:Clouds:Volvo</c>; without an API key no screen offers it.</summary>
internal sealed class VolvoOptions
{
    public const string Section = "Portal:Clouds:Volvo";

    /// <summary>Where the Connected Vehicle and the Location API are.</summary>
    public string Address { get; set; } = "https://api.volvocars.com";

    /// <summary>Where owners sign in to Volvo, and where tokens come from.</summary>
    public string SignInAddress { get; set; } = "https://volvoid.eu.volvocars.com";

    /// <summary>The VCC API key of the operator's application there.</summary>
    public string ApiKey { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Seconds between two questions about a car while nothing is near; 15 to 300.</summary>
    public int PollSeconds { get; set; } = 120;

    /// <summary>Calls that Volvo allows the application in a day, to each of the two APIs.</summary>
    public int CallsPerDay { get; set; } = 10_000;

    public bool IsOn => ApiKey.Length > 0;
}
