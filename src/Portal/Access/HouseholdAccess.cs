using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The port of the screens, for whoever is signed in.</summary>
internal sealed class HouseholdAccess(
    CurrentMember current, Database database, AccessPoints points, Pairings pairings, OwnerCommands commands,
    AlertAnswers answers, ReadinessAnswers readiness, TimeProvider time) : IHouseholdAccess
{
    public async Task<IReadOnlyList<AccessPointView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var rows = await database.ReadAsync(connection => AccessPointStore.List(connection, account), cancellationToken);
        var now = time.GetUtcNow();
        return rows.Select(row => row.ToView(now)).ToList();
    }

    public async Task<AccessPointView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var row = await database.ReadAsync(connection => AccessPointStore.Find(connection, account, accessPoint), cancellationToken);
        return row?.ToView(time.GetUtcNow());
    }

    public async Task<AddAccessPointOutcome> AddAsync(AccessPointDraft draft, CancellationToken cancellationToken) =>
        await points.AddAsync(await current.AccountAsync(cancellationToken), draft, cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>> CheckAsync(AccessPointDraft draft, CancellationToken cancellationToken) =>
        await points.CheckAsync(await current.AccountAsync(cancellationToken), draft, cancellationToken);

    public async Task<PairingView?> AskPairingCodeAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await pairings.AskCodeAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<PairingView?> FindPairingAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await pairings.FindAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<AccessOutcome> AnswerPairingAsync(DeviceId device, bool same, CancellationToken cancellationToken)
    {
        if (await current.AccountAsync(cancellationToken) is not { } account)
            return AccessOutcome.NotFound;
        if (same && !await current.IsFreshAsync(cancellationToken))
            return AccessOutcome.SignInAgain;
        return await pairings.AnswerAsync(account, device, same, cancellationToken);
    }

    public async Task<AccessOutcome> PauseAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await points.PauseAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<AccessOutcome> LiftPauseAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await points.LiftPauseAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<AccessOutcome> PauseHouseholdAsync(HouseholdId household, CancellationToken cancellationToken) =>
        await points.PauseHouseholdAsync(await current.AccountAsync(cancellationToken), household, cancellationToken);

    public async Task<AccessOutcome> LiftHouseholdPauseAsync(HouseholdId household, CancellationToken cancellationToken) =>
        await points.LiftHouseholdPauseAsync(await current.AccountAsync(cancellationToken), household, cancellationToken);

    public async Task<IReadOnlyList<HouseholdPauseView>> ListHouseholdsAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync<IReadOnlyList<HouseholdPauseView>>(
            connection =>
            {
                var pauses = AccessPointStore.HouseholdPauses(connection, account);
                return [.. HouseholdStore.Of(connection, account).Select(one => new HouseholdPauseView(one, pauses.GetValueOrDefault(one.Id)))];
            },
            cancellationToken);
    }

    public async Task<CommandOutcome> LockAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await commands.LockAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<CommandOutcome> UnlockAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await commands.UnlockAsync(
            await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<IReadOnlyList<AlertView>> ListAlertsAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => AlertStore.List(connection, account), cancellationToken);
    }

    public async Task<AccessOutcome> AcknowledgeAsync(AlertId alert, CancellationToken cancellationToken) =>
        await answers.AcknowledgeAsync(await current.AccountAsync(cancellationToken), alert, cancellationToken);

    public async Task<IReadOnlyList<ReadinessView>> ListUnreadyAsync(CancellationToken cancellationToken) =>
        await readiness.ListAsync(await current.AccountAsync(cancellationToken), cancellationToken);

    public async Task<AccessOutcome> GoAheadAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        await readiness.GoAheadAsync(await current.AccountAsync(cancellationToken), delivery, cancellationToken);
}
