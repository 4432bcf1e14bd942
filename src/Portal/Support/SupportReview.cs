using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Client.Support;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Support;

/// <summary>The masked level (S30): a look is entered before it shows anything, lasts 15 minutes and belongs to the agent who took it.</summary>
internal sealed class SupportReview(CurrentMember current, Database database, LedgerWriter ledger, TimeProvider time) : ISupportReview
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    public async Task<LookOutcome> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var faults = LookRules.Faults(request);
        if (faults.Count > 0)
            return new LookOutcome(Look: null, faults);
        var session = await current.SessionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var look = session is not null && IsSupport(session)
            ? await database.WriteAsync(tx => Look(tx, session.AccountId, request, now), cancellationToken)
            : null;
        return look is null
            ? new LookOutcome(null, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [nameof(request.TrackingNumberOrId)] = LookText.NoSuchDelivery,
            })
            : new LookOutcome(look, faults);
    }

    public async Task<MaskedDelivery?> FindAsync(LookId look, CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session || !IsSupport(session))
            return null;
        var now = time.GetUtcNow();
        return await database.ReadAsync(connection => SupportStore.Find(connection, session.AccountId, look, now), cancellationToken);
    }

    private LookId? Look(Transaction tx, AccountId agent, LookRequest request, DateTimeOffset now)
    {
        if (SupportStore.FindOnly(tx.Connection, request.TrackingNumberOrId.Trim()) is not { } delivery)
            return null;
        var look = PortalId.New<LookId>(now);
        var caseNumber = request.CaseNumber.Trim();
        var reason = request.Reason.Trim();
        SupportStore.Add(tx, look, agent, delivery.Id, caseNumber, reason, now, now + Lasts);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.SupportLooked,
            Actor = new Actor(ActorKind.Support, agent.Value),
            At = now,
            Household = delivery.Household,
            AccessPoint = delivery.AccessPoint,
            Delivery = delivery.Id,
            Data = LedgerData.Of(new { look, level = "masked", @case = caseNumber, reason }),
        });
        return look;
    }

    private static bool IsSupport(LiveSession session) => session.Roles?.Split(' ').Contains(Words.Of(StaffRole.Support)) == true;
}
