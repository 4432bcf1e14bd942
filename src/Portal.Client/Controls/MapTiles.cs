namespace Portal.Client.Controls;

/// <summary>Where the pictures of maps come from: the operator names a source, or maps are drawn without one and nothing is asked of anybody.</summary>
/// <param name="Url">With <c>{z}</c>, <c>{x}</c> and <c>{y}</c>.</param>
/// <param name="Attribution">What the source wants to be said of it, as text.</param>
public sealed record MapTiles(string Url, string Attribution)
{
    /// <summary>The one foreign place that a page may load pictures from.</summary>
    public string Origin => new Uri(Url.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority);
}

/// <summary>The source of this portal; null for none.</summary>
public sealed record MapSource(MapTiles? Tiles);
