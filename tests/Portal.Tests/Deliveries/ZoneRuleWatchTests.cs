using Dapper;
using Portal.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using static Portal.Tests.Deliveries.SomeDelivery;

namespace Portal.Tests.Deliveries;

/// <summary>S18: a change of zone rules asks owners to confirm the windows that it moves. It is Saturday, 15:00 in Berlin.</summary>
public sealed class ZoneRuleWatchTests : IDisposable
{
    private const string Berlin = "Europe/Berlin";
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S18_RulesAsTheyWere_AsksNothing()
    {
        var id = await ApprovedAsync();

        await CompareAsync();

        Assert.Null((await ViewAsync(id)).Written);
        Assert.DoesNotContain(EntryKinds.DeliveryWindowInDoubt, await KindsAsync(id));
    }

    [Fact]
    public async Task S18_OtherRules_AskOnceAndTheInstantsStandMeanwhile()
    {
        var id = await ApprovedAsync();
        _house.Zones.Decree(Berlin, hours: 2);

        await CompareAsync();
        await CompareAsync();

        var view = await ViewAsync(id);
        Assert.Equal((Window(24, 25), Window(23, 24)), (view.Window, view.Written));
        Assert.Single(await KindsAsync(id), EntryKinds.DeliveryWindowInDoubt);
    }

    [Fact]
    public async Task S18_RulesOfAnotherZone_AskNothing()
    {
        var id = await ApprovedAsync();
        _house.Zones.Decree("Europe/Paris", hours: 2);

        await CompareAsync();

        Assert.Null((await ViewAsync(id)).Written);
    }

    [Fact]
    public async Task S18_RulesComeBackBeforeAnybodyAnswered_NothingIsAskedAnyMore()
    {
        var id = await MovedAsync();
        _house.Zones.Repeal();

        await CompareAsync();

        Assert.Null((await ViewAsync(id)).Written);
        Assert.Equal(DeliveryOutcome.NoLongerPossible, await SettleAsync(_house.Owner, id, asWritten: true));
    }

    [Fact]
    public async Task S18_OwnerMovesItToWhatWasWritten_GrantAndTimersGoWithItAndTheCodeStays()
    {
        var id = await MovedAsync();
        var before = await ProveAsync(id);

        Assert.Equal(DeliveryOutcome.Done, await SettleAsync(_house.Owner, id, asWritten: true));

        var view = await ViewAsync(id);
        Assert.Equal((Window(23, 24), null), (view.Window, view.Written));
        var after = await ProveAsync(id);
        Assert.Equal((Now.AddHours(23), Now.AddHours(24)), (after.NotBefore, after.NotAfter));
        Assert.Equal((before.Code, before.LinkToken), (after.Code, after.LinkToken));
        Assert.Equal(Now.AddHours(24), await DueAsync(after.Grant, "grant_ends"));
        Assert.Equal(Now.AddHours(23), await DueAsync(after.Grant, "window_begins"));
        Assert.Equal(EntryKinds.DeliveryWindowMoved, (await KindsAsync(id))[^1]);
        await AssertSilentAsync(id);
    }

    [Fact]
    public async Task S18_OwnerLetsTheMomentStand_ItReadsOtherwiseFromNowOn()
    {
        var id = await MovedAsync();

        Assert.Equal(DeliveryOutcome.Done, await SettleAsync(_house.Owner, id, asWritten: false));

        var view = await ViewAsync(id);
        Assert.Equal((Window(24, 25), null), (view.Window, view.Written));
        Assert.Equal("2026-11-22 16:00 to 2026-11-22 17:00", await WrittenAsync(id));
        Assert.Equal(EntryKinds.DeliveryWindowKept, (await KindsAsync(id))[^1]);
        await AssertSilentAsync(id);
    }

    [Fact]
    public async Task S18_OnlyAnOwnerAnswers_AndOnlyOnce()
    {
        var id = await MovedAsync();

        Assert.Equal(DeliveryOutcome.NotAllowed, await SettleAsync(_house.Approver, id, asWritten: true));
        Assert.Equal(DeliveryOutcome.NotFound, await SettleAsync(_house.Stranger, id, asWritten: true));
        Assert.Equal(DeliveryOutcome.NotFound, await SettleAsync(account: null, id, asWritten: true));
        Assert.Equal(DeliveryOutcome.Done, await SettleAsync(_house.Owner, id, asWritten: false));
        Assert.Equal(DeliveryOutcome.NoLongerPossible, await SettleAsync(_house.Owner, id, asWritten: true));
    }

    [Fact]
    public async Task S17_AnotherHasThePlaceThen_StaysAsItIs()
    {
        var other = await _house.RequestAsync(Window(22.5, 23.5));
        await _house.Answers.ApproveAsync(_house.Owner, other, Window(22.5, 23.5), DeliveryHouse.Stop);
        var id = await MovedAsync();

        Assert.Equal(DeliveryOutcome.Overlaps, await SettleAsync(_house.Owner, id, asWritten: true));

        var view = await ViewAsync(id);
        Assert.Equal((Window(24, 25), Window(23, 24)), (view.Window, view.Written));
    }

    [Fact]
    public async Task S18_WhatWasWrittenIsOverMeanwhile_CannotBeMovedTo()
    {
        var id = await MovedAsync();
        _house.Time.Advance(TimeSpan.FromHours(24));

        Assert.Equal(DeliveryOutcome.WindowNotValid, await SettleAsync(_house.Owner, id, asWritten: true));
        Assert.Equal(DeliveryOutcome.Done, await SettleAsync(_house.Owner, id, asWritten: false));
    }

    [Fact]
    public async Task S18_WindowsThatBeganOrWereRevoked_AreNotAskedAbout()
    {
        var revoked = await ApprovedAsync();
        await _house.Answers.RevokeAsync(_house.Owner, revoked, DeliveryHouse.Stop);
        var began = await ApprovedAsync();
        _house.Time.Advance(TimeSpan.FromHours(24));
        _house.Zones.Decree(Berlin, hours: 2);

        await CompareAsync();

        Assert.DoesNotContain(EntryKinds.DeliveryWindowInDoubt, await KindsAsync(revoked));
        Assert.DoesNotContain(EntryKinds.DeliveryWindowInDoubt, await KindsAsync(began));
    }

    [Fact]
    public async Task S18_Narrowed_KeepsWhatTheMemberWrote()
    {
        var id = await _house.RequestAsync(Window(24, 28));
        await _house.Answers.ApproveAsync(_house.Owner, id, Window(25, 26), DeliveryHouse.Stop);

        Assert.Equal("2026-11-22 16:00 to 2026-11-22 17:00", await WrittenAsync(id));
    }

    [Fact]
    public async Task S18_Countered_KeepsWhatTheMemberWroteAndTheCarrierTook()
    {
        var id = await _house.RequestAsync();
        await _house.Answers.ProposeAsync(_house.Owner, id, Window(24, 26), DeliveryHouse.Stop);
        Assert.Equal("2026-11-22 15:00 to 2026-11-22 17:00", await WrittenAsync(id));

        await AcceptAsync(id, Window(24, 26));
        Assert.Equal("2026-11-22 15:00 to 2026-11-22 17:00", await WrittenAsync(id));
    }

    [Fact]
    public async Task S18_CounteredAndTakenInPart_KeepsThatPart()
    {
        var id = await _house.RequestAsync();
        await _house.Answers.ProposeAsync(_house.Owner, id, Window(24, 26), DeliveryHouse.Stop);

        await AcceptAsync(id, Window(24, 25));

        Assert.Equal("2026-11-22 15:00 to 2026-11-22 16:00", await WrittenAsync(id));
    }

    [Fact]
    public async Task S18_MadeByHand_KeepsWhatTheMemberWroteBeforeItWasCut()
    {
        var draft = new HandMadeDraft { AccessPoint = _house.Car, Description = "The florist", Start = Now.AddHours(-1), End = Now.AddHours(1) };
        var made = await _house.HandMade.MakeAsync(_house.Owner, draft, DeliveryHouse.Stop);

        Assert.Equal("2026-11-21 14:00 to 2026-11-21 16:00", await WrittenAsync(made.Made ?? throw new InvalidOperationException("Refused.")));
    }

    private async Task<DeliveryId> ApprovedAsync()
    {
        var id = await _house.RequestAsync(Window(24, 25));
        Assert.Equal(DeliveryOutcome.Done, await _house.Answers.ApproveAsync(_house.Owner, id, Window(24, 25), DeliveryHouse.Stop));
        return id;
    }

    /// <summary>Approved, and by the rules of now what was written is an hour earlier.</summary>
    private async Task<DeliveryId> MovedAsync()
    {
        var id = await ApprovedAsync();
        _house.Zones.Decree(Berlin, hours: 2);
        await CompareAsync();
        return id;
    }

    private async Task AssertSilentAsync(DeliveryId id)
    {
        await CompareAsync();
        Assert.Single(await KindsAsync(id), EntryKinds.DeliveryWindowInDoubt);
    }

    private Task CompareAsync() => _house.ZoneRules.CompareAsync(DeliveryHouse.Stop);

    private Task<DeliveryOutcome> SettleAsync(AccountId? account, DeliveryId id, bool asWritten) =>
        _house.OwnerAnswers.SettleWindowAsync(account, id, asWritten, DeliveryHouse.Stop);

    private async Task AcceptAsync(DeliveryId id, DeliveryWindow window) => Assert.Equal(
        CarrierOutcome.Done,
        await _house.Database.WriteAsync(tx => _house.Requests.Accept(tx, _house.Carrier, id, window, _house.Time.GetUtcNow()), DeliveryHouse.Stop));

    private async Task<DeliveryView> ViewAsync(DeliveryId id) =>
        (await _house.Database.ReadAsync(connection => DeliveryViews.Story(connection, _house.Owner, id), DeliveryHouse.Stop))?.Delivery
        ?? throw new InvalidOperationException("Gone.");

    private async Task<GrantProof> ProveAsync(DeliveryId id) =>
        await _house.Database.ReadAsync(connection => _house.Grants.Prove(connection, id), DeliveryHouse.Stop)
        ?? throw new InvalidOperationException("No code.");

    private Task<DateTimeOffset?> DueAsync(Client.Access.GrantId grant, string kind) => _house.Database.ReadAsync(
        connection => connection.QuerySingleOrDefault<DateTimeOffset?>(
            "SELECT due_at FROM timer WHERE kind = @kind AND subject = @Value", new { kind, grant.Value }),
        DeliveryHouse.Stop);

    private Task<string?> WrittenAsync(DeliveryId id) => _house.Database.ReadAsync(
        connection => connection.QuerySingle<string?>("SELECT window_written FROM delivery WHERE id = @id", new { id }), DeliveryHouse.Stop);

    private async Task<IReadOnlyList<string>> KindsAsync(DeliveryId id) => (await _house.EntriesAsync(id)).Select(entry => entry.Kind).ToList();
}
