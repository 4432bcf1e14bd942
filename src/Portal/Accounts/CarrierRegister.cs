using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Ledger;
using Portal.Client.Operator;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// What the operator does with carriers: registering, verifying by hand, suspending, issuing and revoking keys. That the person is an
/// operator is read in the transaction that acts (S26); each act is an entry.
/// </summary>
internal sealed class CarrierRegister(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <summary>Null: the name is taken, or who asks is no operator.</summary>
    public Task<CarrierId?> RegisterAsync(AccountId? account, string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync<CarrierId?>(
            tx =>
            {
                var id = PortalId.New<CarrierId>(now);
                if (!IsOperator(tx, account, out var actor) || !CarrierStore.TryInsert(tx, id, name, now))
                    return null;
                Enter(tx, actor, EntryKinds.CarrierRegistered, new { carrier = id }, now);
                return id;
            },
            cancellationToken);
    }

    public Task<OperatorOutcome> VerifyAsync(AccountId? account, CarrierId carrier, CancellationToken cancellationToken) =>
        ChangeAsync(account, carrier, EntryKinds.CarrierVerified, new { carrier }, (tx, now) => CarrierStore.Verify(tx, carrier, now), cancellationToken);

    /// <summary>From the commit on its keys get nothing, and nothing opens for it.</summary>
    public Task<OperatorOutcome> SuspendAsync(AccountId? account, CarrierId carrier, CancellationToken cancellationToken) =>
        ChangeAsync(account, carrier, EntryKinds.CarrierSuspended, new { carrier }, (tx, now) => CarrierStore.Suspend(tx, carrier, now), cancellationToken);

    /// <summary>The number that households are offered when a delivery looks wrong; null for none.</summary>
    public Task<OperatorOutcome> SetPhoneAsync(AccountId? account, CarrierId carrier, string? phone, CancellationToken cancellationToken) =>
        ChangeAsync(account, carrier, EntryKinds.CarrierPhoneSet, new { carrier }, (tx, _) => CarrierStore.SetPhone(tx, carrier, phone), cancellationToken);

    public Task<OperatorOutcome> IssueKeyAsync(
        AccountId? account, CarrierId carrier, CarrierKey key, IReadOnlyList<string> scopes, TimeSpan lasts, CancellationToken cancellationToken) =>
        ChangeAsync(
            account,
            carrier,
            EntryKinds.CarrierKeyIssued,
            new { carrier, key = key.Prefix, scopes },
            (tx, now) =>
            {
                CarrierStore.InsertKey(tx, carrier, key, scopes, now, now + lasts);
                return true;
            },
            cancellationToken);

    public Task<OperatorOutcome> RevokeKeyAsync(AccountId? account, CarrierId carrier, string prefix, CancellationToken cancellationToken) =>
        ChangeAsync(
            account,
            carrier,
            EntryKinds.CarrierKeyRevoked,
            new { carrier, key = prefix },
            (tx, now) => CarrierStore.RevokeKey(tx, carrier, prefix, now),
            cancellationToken);

    private Task<OperatorOutcome> ChangeAsync(
        AccountId? account, CarrierId carrier, string kind, object data, Func<Transaction, DateTimeOffset, bool> change,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (!IsOperator(tx, account, out var actor))
                    return OperatorOutcome.NotAllowed;
                if (!CarrierStore.Exists(tx.Connection, carrier))
                    return OperatorOutcome.NotFound;
                if (!change(tx, now))
                    return OperatorOutcome.NoLongerPossible;
                Enter(tx, actor, kind, data, now);
                return OperatorOutcome.Done;
            },
            cancellationToken);
    }

    private static bool IsOperator(Transaction tx, AccountId? account, out Actor actor)
    {
        actor = new Actor(ActorKind.Operator, account?.Value);
        return account is { } id && AccountStore.IsOperator(tx.Connection, id);
    }

    private void Enter(Transaction tx, Actor actor, string kind, object data, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry { Kind = kind, Actor = actor, At = now, Data = LedgerData.Of(data) });
}
