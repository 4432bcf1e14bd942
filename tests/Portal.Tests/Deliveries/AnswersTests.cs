using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
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

    private Task<DeliveryOutcome> ApproveAsync(AccountId account, DeliveryId id) =>
        _house.Answers.ApproveAsync(account, id, SomeDelivery.Window(1, 2), DeliveryHouse.Stop);
}
