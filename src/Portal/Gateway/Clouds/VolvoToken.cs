namespace Portal.Gateway.Clouds;

/// <param name="Access">Goes with every call.</param>
/// <param name="Refresh">Makes the next one, once.</param>
/// <param name="EndsAt">When the first is no longer taken.</param>
internal sealed record VolvoToken(string Access, string Refresh, DateTimeOffset EndsAt);
