using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Device.Protocol;

namespace Portal.Tests.Deliveries;

/// <summary>What members answer to a delivery.</summary>
public sealed class AnswersTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Approve_OneOfTheProposed_MakesAGrantAndStopsTheTimer()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.Done, await ApproveAsync(_house.Owner, id));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Approved, SomeDelivery.Window(1, 2), _house.Owner), (delivery.State, delivery.Window, delivery.Answer?.By));
        Assert.Equal("ready", await _house.GrantStateAsync(id));
        Assert.False(await _house.HasTimerAsync(id));
        Assert.Equal(
            [EntryKinds.DeliveryRequested, EntryKinds.DeliveryApproved], (await _house.EntriesAsync(id)).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Approve_AfterItBegan_ShortensIt()
    {
        var id = await _house.RequestAsync();
        _house.Time.Advance(TimeSpan.FromMinutes(75));

        Assert.Equal(DeliveryOutcome.Done, await ApproveAsync(_house.Owner, id));

        Assert.Equal(SomeDelivery.Window(1.25, 2), (await _house.FindAsync(id)).Window);
    }

    [Fact]
    public async Task Approve_NotProposed_IsRefused()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(
            DeliveryOutcome.WindowNotValid,
            await _house.Answers.ApproveAsync(_house.Owner, id, SomeDelivery.Window(2, 3), DeliveryHouse.Stop));
    }

    [Fact]
    public async Task S17_Approve_OverlappingAnother_IsRefusedAndChangesNothing()
    {
        await _house.ApprovedAsync();
        var second = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.Overlaps, await ApproveAsync(_house.Approver, second));

        Assert.Equal(DeliveryState.Requested, (await _house.FindAsync(second)).State);
        Assert.Null(await _house.GrantStateAsync(second));
        Assert.True(await _house.HasTimerAsync(second));
        Assert.Single(await _house.EntriesAsync(second));
    }

    [Fact]
    public async Task S17_TwoMembersAtOnce_OneWinsAndTheOtherFindsItNoLongerPossible()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = await _house.RequestAsync();
            using var barrier = new Barrier(2);

            var outcomes = await Task.WhenAll(
                Task.Run(() => Answer(() => ApproveAsync(_house.Owner, id))),
                Task.Run(() => Answer(() => _house.Answers.DeclineAsync(_house.Approver, id, "Not today", DeliveryHouse.Stop))));

            Assert.Equal([DeliveryOutcome.Done, DeliveryOutcome.NoLongerPossible], outcomes.Order());
            Assert.Equal(2, (await _house.EntriesAsync(id)).Count);
            await _house.Answers.RevokeAsync(_house.Owner, id, DeliveryHouse.Stop);

            Task<DeliveryOutcome> Answer(Func<Task<DeliveryOutcome>> answer)
            {
                barrier.SignalAndWait(DeliveryHouse.Stop);
                return answer();
            }
        }
    }

    [Fact]
    public async Task Decline_Requested_KeepsTheReasonAndStopsTheTimer()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.Done, await _house.Answers.DeclineAsync(_house.Approver, id, "On holiday", DeliveryHouse.Stop));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Declined, "On holiday"), (delivery.State, delivery.Reason));
        Assert.False(await _house.HasTimerAsync(id));
    }

    [Theory]
    [InlineData("  ", "declined")]
    [InlineData("Not\ntoday\u0007", "Not today")]
    public async Task S33_Decline_WhateverWasTyped_IsOneLine(string typed, string kept)
    {
        var id = await _house.RequestAsync();

        await _house.Answers.DeclineAsync(_house.Owner, id, typed, DeliveryHouse.Stop);

        Assert.Equal(kept, (await _house.FindAsync(id)).Reason);
    }

    [Fact]
    public async Task S35_Decline_ALongStory_IsCut()
    {
        var id = await _house.RequestAsync();

        await _house.Answers.DeclineAsync(_house.Owner, id, new string('x', 5000), DeliveryHouse.Stop);

        Assert.Equal(200, (await _house.FindAsync(id)).Reason?.Length);
    }

    [Fact]
    public async Task Revoke_Approved_RevokesTheGrant()
    {
        var id = await _house.ApprovedAsync();

        Assert.Equal(DeliveryOutcome.Done, await _house.Answers.RevokeAsync(_house.Approver, id, DeliveryHouse.Stop));

        Assert.Equal(DeliveryState.Revoked, (await _house.FindAsync(id)).State);
        Assert.Equal("revoked", await _house.GrantStateAsync(id));
    }

    [Fact]
    public async Task Revoke_InProgress_AsksTheDeviceToLockAndNeverBlocksClosing()
    {
        var box = await _house.AddBoxAsync();
        var id = await _house.ApprovedAsync();
        var opening = PortalId.New<OpeningId>(SomeDelivery.Now);
        await _house.Database.WriteAsync(tx => _house.Outcome.Began(tx, id, opening, SomeDelivery.Now), DeliveryHouse.Stop);

        Assert.Equal(DeliveryOutcome.Done, await _house.Answers.RevokeAsync(_house.Owner, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NoLongerPossible, await _house.Answers.RevokeAsync(_house.Approver, id, DeliveryHouse.Stop));

        Assert.Equal((box, CommandNames.Lock), Assert.Single(_house.Link.Sent));
        Assert.Equal("revoked", await _house.GrantStateAsync(id));
        Assert.Equal(DeliveryState.InProgress, (await _house.FindAsync(id)).State);
        Assert.Equal(EntryKinds.DeliveryRevokeAsked, (await _house.EntriesAsync(id))[^1].Kind);
        await _house.Database.WriteAsync(tx => _house.Outcome.Secured(tx, id, opening, late: false, SomeDelivery.Now), DeliveryHouse.Stop);
        Assert.Equal(DeliveryState.Completed, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Propose_AnotherTime_StaysRequestedAndLapsesAtTheEndOfIt()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.Done, await ProposeAsync(_house.Approver, id, 8, 9));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Requested, Proposer.Owner, _house.Approver), (delivery.State, delivery.ProposedBy, delivery.Answer?.By));
        Assert.Equal([SomeDelivery.Window(8, 9)], delivery.Proposed);
        Assert.Equal(EntryKinds.DeliveryCountered, (await _house.EntriesAsync(id))[^1].Kind);
        Assert.Equal(SomeDelivery.Now.AddHours(9), await _house.DueAsync(id));
    }

    [Fact]
    public async Task Propose_ThenAccepted_IsApprovedForTheTimeOfTheHousehold()
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);

        Assert.Equal(CarrierOutcome.Done, await AcceptAsync(id, 8, 9));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Approved, SomeDelivery.Window(8, 9), _house.Owner), (delivery.State, delivery.Window, delivery.Answer?.By));
        Assert.Equal("ready", await _house.GrantStateAsync(id));
        Assert.Null(await _house.DueAsync(id));
        Assert.Equal(new Actor(ActorKind.Carrier, _house.Carrier.Value), (await _house.EntriesAsync(id))[^1].Actor);
    }

    [Fact]
    public async Task Propose_OwnProposal_CannotBeApprovedByAMember()
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);

        Assert.Equal(
            DeliveryOutcome.NoLongerPossible, await _house.Answers.ApproveAsync(_house.Owner, id, SomeDelivery.Window(8, 9), DeliveryHouse.Stop));
        Assert.Null(await _house.GrantStateAsync(id));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 3)]
    [InlineData(1, 26)]
    public async Task Propose_TimeThatCannotBe_IsRefused(double from, double to)
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.WindowNotValid, await ProposeAsync(_house.Owner, id, from, to));
        Assert.Single(await _house.EntriesAsync(id));
    }

    [Fact]
    public async Task S17_Propose_TimeThatIsTaken_IsRefused()
    {
        await _house.ApprovedAsync();
        var second = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.Overlaps, await ProposeAsync(_house.Owner, second, 1.5, 3));
        Assert.Equal(Proposer.Carrier, (await _house.FindAsync(second)).ProposedBy);
    }

    [Fact]
    public async Task S17_Accept_TimeTakenMeanwhile_IsRefusedAndChangesNothing()
    {
        var countered = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, countered, 1, 2);
        await _house.ApprovedAsync();

        Assert.Equal(CarrierOutcome.Overlaps, await AcceptAsync(countered, 1, 2));

        Assert.Equal(DeliveryState.Requested, (await _house.FindAsync(countered)).State);
        Assert.NotNull(await _house.DueAsync(countered));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(7, 9)]
    public async Task Accept_AnotherTimeThanProposed_IsRefused(double from, double to)
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);

        Assert.Equal(CarrierOutcome.WindowNotValid, await AcceptAsync(id, from, to));
        Assert.Equal(DeliveryState.Requested, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Accept_ByACarrierThatWasBlockedMeanwhile_IsRefused()
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);
        await _house.BlockAsync();

        Assert.Equal(CarrierOutcome.NotPossible, await AcceptAsync(id, 8, 9));
    }

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

    [Fact]
    public async Task S28_Stranger_FindsNothing()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.NotFound, await ApproveAsync(_house.Stranger, id));
        Assert.Equal(DeliveryOutcome.NotFound, await _house.Answers.DeclineAsync(_house.Stranger, id, "No", DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotFound, await _house.Answers.RevokeAsync(account: null, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotFound, await ProposeAsync(_house.Stranger, id, 8, 9));
        Assert.Equal(DeliveryOutcome.NotFound, await _house.Answers.RearmAsync(_house.Stranger, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotFound, await _house.Answers.ResolveAsync(_house.Stranger, id, "Seen.", DeliveryHouse.Stop));
        Assert.Equal(1, (await _house.FindAsync(id)).Version);
    }

    [Fact]
    public async Task Viewer_MaySeeButNotAnswer()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.NotAllowed, await ApproveAsync(_house.Viewer, id));
        Assert.Equal(DeliveryOutcome.NotAllowed, await ProposeAsync(_house.Viewer, id, 8, 9));
        Assert.Equal(DeliveryOutcome.NotAllowed, await _house.Answers.RearmAsync(_house.Viewer, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotAllowed, await _house.Answers.ResolveAsync(_house.Viewer, id, "Seen.", DeliveryHouse.Stop));
        Assert.Equal(1, (await _house.FindAsync(id)).Version);
    }

    private Task<DeliveryOutcome> ProposeAsync(AccountId account, DeliveryId id, double from, double to) =>
        _house.Answers.ProposeAsync(account, id, SomeDelivery.Window(from, to), DeliveryHouse.Stop);

    private Task<CarrierOutcome> AcceptAsync(DeliveryId id, double from, double to) => _house.Database.WriteAsync(
        tx => _house.Requests.Accept(tx, _house.Carrier, id, SomeDelivery.Window(from, to), _house.Time.GetUtcNow()), DeliveryHouse.Stop);

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
        var id = await _house.ApprovedAsync();
        await _house.Database.WriteAsync(
            tx =>
            {
                _house.Outcome.Began(tx, id, PortalId.New<OpeningId>(SomeDelivery.Now), SomeDelivery.Now);
                _house.Outcome.Incident(tx, id, "left_open", SomeDelivery.Now);
            },
            DeliveryHouse.Stop);
        return id;
    }

    private Task<DeliveryOutcome> ApproveAsync(AccountId account, DeliveryId id) =>
        _house.Answers.ApproveAsync(account, id, SomeDelivery.Window(1, 2), DeliveryHouse.Stop);
}
