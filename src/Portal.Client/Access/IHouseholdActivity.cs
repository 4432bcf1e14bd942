using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Ledger;

namespace Portal.Client.Access;

/// <summary>What happened in the signed-in member's household.</summary>
public interface IHouseholdActivity
{
    /// <summary>Entries from new to old.</summary>
    /// <param name="filter">Which entries.</param>
    /// <param name="before">Only older ones than this position; null from the newest.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<EntryView>> ListAsync(ActivityFilter filter, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>How many entries there are, whatever the filter.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>What the filter can be set to.</summary>
    Task<ActivityChoices> FindChoicesAsync(CancellationToken cancellationToken);
}

/// <summary>Whom and what entries may be about, by name.</summary>
/// <param name="Places">The access points.</param>
/// <param name="People">The members.</param>
/// <param name="Carriers">Those that have asked for a delivery here.</param>
/// <param name="MayExport">Whoever asks owns a household.</param>
public sealed record ActivityChoices(
    IReadOnlyList<ActivityPlace> Places, IReadOnlyList<ActivityPerson> People, IReadOnlyList<ActivityCarrier> Carriers, bool MayExport);

/// <summary>An access point, with its IANA zone.</summary>
public sealed record ActivityPlace(AccessPointId Id, string Name, string TimeZone);

/// <summary>A person.</summary>
public sealed record ActivityPerson(AccountId Id, string Name);

/// <summary>A carrier.</summary>
public sealed record ActivityCarrier(CarrierId Id, string Name);
