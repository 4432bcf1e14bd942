namespace Portal.Client.Layout;

/// <summary>One stop of the main navigation. Below 768 px the first four stand in the bottom bar, the rest under 'More'.</summary>
/// <param name="Href">Address of the page; pages below it count as the same stop.</param>
/// <param name="Icon">Name of an icon in <c>wwwroot/fonts/icons.txt</c>; filled while this is the current stop.</param>
/// <param name="Label">The word, short enough for 72 px.</param>
/// <param name="Rest">What the label gains where there is room.</param>
public sealed record NavItem(string Href, string Icon, string Label, string? Rest = null);
