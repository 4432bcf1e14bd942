using System.Text.Json;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>Something to tell.</summary>
/// <param name="Story">What happened.</param>
/// <param name="Household">Whose it is.</param>
/// <param name="About">The alert or delivery; news of the same takes its place.</param>
internal sealed record Notice(NoticeStory Story, HouseholdId Household, string? About)
{
    /// <summary>Whom an escalation asks.</summary>
    public AccountId? Asked =>
        JsonSerializer.Deserialize<JsonElement>(Story.Entry.Data).TryGetProperty("asked", out var asked)
        && PortalId.TryParse<AccountId>(asked.ValueKind == JsonValueKind.String ? asked.GetString() : null, out var account)
            ? account
            : null;

    /// <summary>It is over, or somebody is on it: it takes the place of the alarm without a sound.</summary>
    public bool IsEnd => Story.Entry.Kind is EntryKinds.AlertAcknowledged or EntryKinds.AlertCleared;

    public bool IsUrgent => Story.Kind == NoticeKind.Alarm && !IsEnd;

    /// <summary>The page where one looks further.</summary>
    public string Url => Story switch
    {
        { Alert: not null } or { Kind: NoticeKind.Readiness } => "/",
        { Entry.DeliveryId: { } delivery } => $"/deliveries/{delivery}",
        { Entry.AccessPointId: { } point } => $"/access-points/{point}",
        _ => "/activity",
    };

    /// <summary>What whoever may answer can answer on the spot.</summary>
    public IReadOnlyList<NoticeAct> Acts => Story switch
    {
        { Alert: not null } => IsEnd ? [] : [NoticeAct.Acknowledge],
        { Kind: NoticeKind.Request, Windows.Count: 1 } => [NoticeAct.Approve, NoticeAct.Decline],

        // Of several windows one is chosen on the page.
        { Kind: NoticeKind.Request } => [NoticeAct.Decline],
        _ => [],
    };
}
