using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Tests.Deliveries;

/// <summary>What a member may do when a delivery did not go as agreed: let it be tried once more, or say what was found.</summary>
public sealed class SecondLookTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Rearm_NeverOpened_MakesANewGrantWithANewCodeAndLink()
    {
        var (id, before) = await NeverOpenedAsync();

        Assert.Equal(DeliveryOutcome.Done, await _house.Answers.RearmAsync(_house.Approver, id, DeliveryHouse.Stop));

        var delivery = await _house.FindAsync(id);
        var after = await ProofAsync(id);
        Assert.Equal((DeliveryState.Approved, SomeDelivery.Window(1, 2), null), (delivery.State, delivery.Window, delivery.Reason));
        Assert.NotEqual(before.Grant, after.Grant);
        Assert.NotEqual(before.Code, after.Code);
        Assert.NotEqual(before.LinkToken, after.LinkToken);
        Assert.Equal(EntryKinds.DeliveryRearmed, (await _house.EntriesAsync(id))[^1].Kind);
    }

    [Fact]
    public async Task Rearm_AfterItsWindow_IsRefused()
    {
        var (id, _) = await NeverOpenedAsync();
        _house.Time.SetUtcNow(SomeDelivery.Now.AddHours(2));

        Assert.Equal(DeliveryOutcome.NoLongerPossible, await _house.Answers.RearmAsync(_house.Owner, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryState.Missed, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Rearm_WindowWentByUnused_IsRefused()
    {
        var id = await _house.ApprovedAsync();
        _house.Time.Advance(TimeSpan.FromMinutes(90));
        await _house.Database.WriteAsync(tx => _house.Outcome.Expired(tx, id, _house.Time.GetUtcNow()), DeliveryHouse.Stop);

        Assert.Equal(DeliveryOutcome.NoLongerPossible, await _house.Answers.RearmAsync(_house.Owner, id, DeliveryHouse.Stop));
    }

    [Fact]
    public async Task S17_Rearm_TimeTakenMeanwhile_IsRefused()
    {
        var (id, _) = await NeverOpenedAsync();
        var other = await _house.RequestAsync();
        await ApproveAsync(_house.Owner, other);

        Assert.Equal(DeliveryOutcome.Overlaps, await _house.Answers.RearmAsync(_house.Owner, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryState.Missed, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Rearm_TwoMembersAtOnce_IsOneGrant()
    {
        var (id, _) = await NeverOpenedAsync();

        var outcomes = await Task.WhenAll(
            Task.Run(() => _house.Answers.RearmAsync(_house.Owner, id, DeliveryHouse.Stop)),
            Task.Run(() => _house.Answers.RearmAsync(_house.Approver, id, DeliveryHouse.Stop)));

        Assert.Equal([DeliveryOutcome.Done, DeliveryOutcome.NoLongerPossible], outcomes.Order());
    }

    [Fact]
    public async Task Report_InProgress_IsAnIncidentInOwnWordsAndNothingElse()
    {
        var id = await InProgressAsync();
        var grant = await _house.GrantStateAsync(id);

        Assert.Equal(DeliveryOutcome.Done, await _house.Answers.ReportAsync(_house.Approver, id, "Somebody else\nis at the car", DeliveryHouse.Stop));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Incident, "Somebody else is at the car"), (delivery.State, delivery.Reason));
        Assert.Equal(grant, await _house.GrantStateAsync(id));
        var entry = (await _house.EntriesAsync(id))[^1];
        Assert.Equal((EntryKinds.DeliveryIncident, _house.Approver.Value), (entry.Kind, entry.Actor.Id));
    }

    [Fact]
    public async Task Report_ThenLateProof_Completes()
    {
        var id = await InProgressAsync();
        await _house.Answers.ReportAsync(_house.Owner, id, "It rings.", DeliveryHouse.Stop);

        await _house.Database.WriteAsync(
            tx => _house.Outcome.Secured(tx, id, PortalId.New<OpeningId>(SomeDelivery.Now), late: true, SomeDelivery.Now), DeliveryHouse.Stop);

        Assert.Equal(DeliveryState.Completed, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Report_WithoutAWordOrAViewersOrAStrangers_IsRefusedAndChangesNothing()
    {
        var id = await InProgressAsync();

        Assert.Equal(DeliveryOutcome.ReasonNeeded, await _house.Answers.ReportAsync(_house.Owner, id, " \n", DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotAllowed, await _house.Answers.ReportAsync(_house.Viewer, id, "Seen.", DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotFound, await _house.Answers.ReportAsync(_house.Stranger, id, "Seen.", DeliveryHouse.Stop));
        Assert.Equal(DeliveryState.InProgress, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Report_Approved_IsNoLongerPossible()
    {
        var id = await _house.ApprovedAsync();

        Assert.Equal(DeliveryOutcome.NoLongerPossible, await _house.Answers.ReportAsync(_house.Owner, id, "Seen.", DeliveryHouse.Stop));
    }

    [Fact]
    public async Task Resolve_Incident_KeepsTheReasonInOwnWords()
    {
        var id = await IncidentAsync();

        Assert.Equal(DeliveryOutcome.Done, await _house.Answers.ResolveAsync(_house.Approver, id, "The lid was shut,\nthe parcel is here.", DeliveryHouse.Stop));

        var delivery = await _house.FindAsync(id);
        Assert.Equal(
            (DeliveryState.Resolved, "The lid was shut, the parcel is here.", _house.Approver), (delivery.State, delivery.Reason, delivery.Answer?.By));
        Assert.Equal(EntryKinds.DeliveryResolved, (await _house.EntriesAsync(id))[^1].Kind);
    }

    [Fact]
    public async Task Resolve_WithoutAWord_IsRefusedAndChangesNothing()
    {
        var id = await IncidentAsync();

        Assert.Equal(DeliveryOutcome.ReasonNeeded, await _house.Answers.ResolveAsync(_house.Owner, id, " \t", DeliveryHouse.Stop));
        Assert.Equal(DeliveryState.Incident, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Resolve_ThenLateProof_StaysResolved()
    {
        var id = await IncidentAsync();
        await _house.Answers.ResolveAsync(_house.Owner, id, "Seen.", DeliveryHouse.Stop);

        await _house.Database.WriteAsync(
            tx => _house.Outcome.Secured(tx, id, PortalId.New<OpeningId>(SomeDelivery.Now), late: true, SomeDelivery.Now), DeliveryHouse.Stop);

        Assert.Equal(DeliveryState.Resolved, (await _house.FindAsync(id)).State);
    }

    private async Task<GrantProof> ProofAsync(DeliveryId id) =>
        await _house.Database.ReadAsync(connection => _house.Grants.Prove(connection, id), DeliveryHouse.Stop)
        ?? throw new InvalidOperationException("There is no grant.");

    private async Task<(DeliveryId Id, GrantProof Before)> NeverOpenedAsync()
    {
        var id = await _house.ApprovedAsync();
        var before = await ProofAsync(id);
        _house.Time.Advance(TimeSpan.FromMinutes(70));
        var opening = PortalId.New<OpeningId>(_house.Time.GetUtcNow());
        await _house.Database.WriteAsync(
            tx =>
            {
                _house.Outcome.Began(tx, id, opening, _house.Time.GetUtcNow());
                Grants.Revoke(tx, id); // What a spent grant is to the next one: no longer live.
                _house.Outcome.NeverOpened(tx, id, opening, _house.Time.GetUtcNow());
            },
            DeliveryHouse.Stop);
        return (id, before);
    }

    private async Task<DeliveryId> IncidentAsync()
    {
        var id = await InProgressAsync();
        await _house.Database.WriteAsync(tx => _house.Outcome.Incident(tx, id, "left_open", SomeDelivery.Now), DeliveryHouse.Stop);
        return id;
    }

    private async Task<DeliveryId> InProgressAsync()
    {
        var id = await _house.ApprovedAsync();
        await _house.Database.WriteAsync(
            tx => _house.Outcome.Began(tx, id, PortalId.New<OpeningId>(SomeDelivery.Now), SomeDelivery.Now), DeliveryHouse.Stop);
        return id;
    }

    private Task<DeliveryOutcome> ApproveAsync(AccountId account, DeliveryId id) =>
        _house.Answers.ApproveAsync(account, id, SomeDelivery.Window(1, 2), DeliveryHouse.Stop);
}
