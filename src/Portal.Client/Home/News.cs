using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Client.Home;

/// <summary>
/// What one page has told of the household's ledger so far: an entry is news once, however often the ledger is read, and none that was
/// read is left out.
/// </summary>
public sealed class News
{
    /// <summary>Entries that are worth a short note wherever somebody is; all of them stand in the activity too.</summary>
    private static readonly HashSet<string> Told =
    [
        EntryKinds.DeliveryApproved, EntryKinds.DeliveryDeclined, EntryKinds.DeliveryRevoked, EntryKinds.DeliveryCompleted, EntryKinds.DeliveryMissed,
        EntryKinds.AccessDenied, EntryKinds.HouseholdPaused, EntryKinds.HouseholdPauseLifted, EntryKinds.AccessPointPaused,
        EntryKinds.AccessPointPauseLifted, EntryKinds.AlertAcknowledged, EntryKinds.MemberJoined,
    ];

    /// <summary>The newest position that was read; null before the first reading.</summary>
    public long? Newest { get; private set; }

    /// <summary>The notes that the latest entries give, from old to new. What was there at the first reading is no news.</summary>
    /// <param name="latest">From new to old.</param>
    /// <param name="me">The account that looks: what it did itself it knows.</param>
    public IReadOnlyList<NewsItem> Take(IReadOnlyList<EntryView> latest, string? me)
    {
        var known = Newest;
        Newest = latest is [var newest, ..] ? Math.Max(newest.Position, known ?? 0) : known ?? 0;
        if (known is null)
            return [];
        var fresh = latest.TakeWhile(entry => entry.Position > known).Reverse().ToList();
        return
        [
            .. fresh.Where(entry => !entry.Late && Told.Contains(entry.Kind) && !IsBy(entry, me)).Select(Item),
            .. fresh.Where(entry => entry.Late).GroupBy(entry => entry.AccessPointId).Select(Digest),
        ];
    }

    private static bool IsBy(EntryView entry, string? me) => entry.Actor.Kind is ActorKind.Account && entry.Actor.Id == me;

    private static NewsItem Item(EntryView entry)
    {
        var line = EntryWords.Of(entry, EntrySubject.Of(entry));
        return new NewsItem(entry.Id.Value, entry.At, line.Seal, line.Title, line.Detail, Href(entry.DeliveryId, entry.AccessPointId), entry.TimeZone);
    }

    /// <summary>What came late is never treated as if it happened now: one note, whose reading is the activity.</summary>
    private static NewsItem Digest(IGrouping<AccessPointId?, EntryView> late)
    {
        var name = late.First().AccessPointName ?? HomeText.ADevice;
        var count = late.Count();
        return new NewsItem(
            late.First().Id.Value, late.Last().ReceivedAt, SealState.Noted, HomeText.FormatCaughtUp(name), count == 1 ? HomeText.OneEventCameLate : HomeText.FormatEventsCameLate(count), "/activity", late.First().TimeZone);
    }

    private static string Href(DeliveryId? delivery, AccessPointId? point) => (delivery, point) switch
    {
        ({ } id, _) => $"/deliveries/{id}",
        (null, { } id) => $"/access-points/{id}",
        (null, null) => "/activity",
    };
}

/// <summary>One short note.</summary>
/// <param name="Key">The entry that it is about.</param>
/// <param name="At">When it happened; of what came late, when it came.</param>
/// <param name="Seal">Its sign.</param>
/// <param name="Title">'Delivered to Blue Volvo'.</param>
/// <param name="Detail">Who or how.</param>
/// <param name="Href">Where it stands for good.</param>
/// <param name="Zone">That of its place (IANA); null where it has none.</param>
public sealed record NewsItem(string Key, DateTimeOffset At, SealState Seal, string Title, string? Detail, string Href, string? Zone);
