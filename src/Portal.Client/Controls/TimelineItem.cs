namespace Portal.Client.Controls;

/// <summary>One step of a story: happened, happening now, or expected and drawn as an empty slot.</summary>
/// <param name="Key">What stays the same when the story is read again.</param>
/// <param name="At">When it happened; null for a slot.</param>
/// <param name="Title">What happened: 'Trunk opened'.</param>
/// <param name="Detail">Who or how: 'Said and signed by the key box'.</param>
/// <param name="Seal">The sign; null for a slot, or with <paramref name="Icon"/>.</param>
/// <param name="Icon">An icon in place of a seal, for what is no state of its own.</param>
/// <param name="IsNow">The step that stands now.</param>
/// <param name="Picture">Where a picture of it is; null where there is none.</param>
/// <param name="LateBy">How late the word of it came; null if in time.</param>
/// <param name="Zone">Its own zone (IANA), in a story of several places.</param>
public sealed record TimelineItem(
    string Key,
    DateTimeOffset? At,
    string Title,
    string? Detail = null,
    SealState? Seal = null,
    string? Icon = null,
    bool IsNow = false,
    TimeSpan? LateBy = null,
    string? Picture = null,
    string? Zone = null);
