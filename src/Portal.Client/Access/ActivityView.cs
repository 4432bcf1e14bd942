using Portal.Client.Ledger;

namespace Portal.Client.Access;

/// <summary>A page of what happened.</summary>
/// <param name="Entries">From new to old.</param>
/// <param name="HasOlder">Whether older ones are left.</param>
/// <param name="Points">All access points, for the filter.</param>
public sealed record ActivityView(IReadOnlyList<EntryView> Entries, bool HasOlder, IReadOnlyList<AccessPointView> Points);
