using Portal.Client.Access;
using Portal.Client.Ledger;

namespace Portal.Client.Tests.Fakes;

/// <summary>A ledger that the test writes.</summary>
internal sealed class FakeHouseholdActivity(TimeProvider time) : IHouseholdActivity
{
    private readonly List<EntryView> _entries = [];

    public EntryView Add(string kind, AccessPointView? point = null, string data = "{}", string? by = null, DateTimeOffset? at = null)
    {
        var entry = Sample.Entry(_entries.Count + 1, kind, at ?? time.GetUtcNow(), point, data, by);
        _entries.Add(entry);
        return entry;
    }

    public ActivityChoices Choices { get; set; } = new([], [], [], MayExport: true);

    /// <summary>What was asked last.</summary>
    public ActivityFilter? Asked { get; private set; }

    public Task<IReadOnlyList<EntryView>> ListAsync(ActivityFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        Asked = filter;
        return Task.FromResult<IReadOnlyList<EntryView>>(
        [
            .. _entries
                .Where(entry => filter.AccessPoint is null || entry.AccessPointId == filter.AccessPoint)
                .Where(entry => filter.Group is not { } group || ActivityKinds.Of(group).Contains(entry.Kind))
                .Where(entry => before is null || entry.Position < before)
                .OrderByDescending(entry => entry.Position)
                .Take(limit),
        ]);
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult((long)_entries.Count);

    public Task<ActivityChoices> FindChoicesAsync(CancellationToken cancellationToken) => Task.FromResult(Choices);
}
