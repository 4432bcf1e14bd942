namespace Portal.Tests.Support;

/// <summary>How a test wants its portal.</summary>
internal sealed record PortalHostOptions
{
    /// <summary>No demo household and no demo accounts, unless a test asks for them with <c>Development</c>.</summary>
    public string Environment { get; init; } = "Production";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Settings over those of the host, by their full name (<c>Portal:Limits:GuessesPerMinute</c>).</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
