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
}

/// <summary>Which entries to show; what is null does not narrow.</summary>
public sealed record ActivityFilter(AccessPointId? AccessPoint = null, string? Kind = null);
