namespace Portal.Client.Notifications;

/// <summary>What the browser at hand says about itself (<c>notices.js</c>).</summary>
public sealed record BrowserPush
{
    /// <summary>It can be told when no page is open.</summary>
    public bool Supported { get; init; }

    /// <summary>What its person said when asked: <c>default</c> (not asked yet), <c>granted</c>, <c>denied</c>.</summary>
    public string Permission { get; init; } = "default";

    /// <summary>Where it takes messages; null when it takes none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>After turning it on: what the portal needs to reach it.</summary>
    public BrowserKeys? Keys { get; init; }

    /// <summary>Why turning it on did not work, in the browser's words.</summary>
    public string? Fault { get; init; }
}
