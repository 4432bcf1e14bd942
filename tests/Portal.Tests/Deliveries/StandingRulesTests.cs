using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Tests.Deliveries;

/// <summary>Who may make and switch standing rules, and what a request meets. It is Saturday, 15:00 in Berlin.</summary>
public sealed class StandingRulesTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Request_InsideARule_IsApprovedByItWithAnEntryOfItsOwn()
    {
        var rule = await MakeAsync();

        var id = await _house.RequestAsync();

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Approved, SomeDelivery.Window(1, 2), rule, null), (delivery.State, delivery.Window, delivery.Rule, delivery.Answer));
        Assert.Equal("ready", await _house.GrantStateAsync(id));
        Assert.Null(await _house.DueAsync(id));
        var entries = await _house.EntriesAsync(id);
        Assert.Equal([EntryKinds.DeliveryRequested, EntryKinds.DeliveryApproved], entries.Select(entry => entry.Kind));
        Assert.Equal(Actor.Portal, entries[1].Actor);
        Assert.Contains(rule.Value, entries[1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_SecondWindowFits_IsApprovedForThat()
    {
        await MakeAsync(from: 19, to: 21);

        Assert.Equal(SomeDelivery.Window(4, 6), (await _house.FindAsync(await _house.RequestAsync())).Window);
    }

    [Fact]
    public async Task Request_WindowThatBegan_IsApprovedForWhatIsLeft()
    {
        await MakeAsync(from: 14, to: 18);

        Assert.Equal(SomeDelivery.Window(0, 1), (await _house.FindAsync(await _house.RequestAsync(SomeDelivery.Window(-1, 1)))).Window);
    }

    [Theory]
    [InlineData("outside its hours")]
    [InlineData("another day")]
    [InlineData("another carrier")]
    [InlineData("switched off")]
    [InlineData("ended")]
    [InlineData("access point paused")]
    [InlineData("household paused")]
    public async Task Request_RuleDoesNotHold_StaysRequested(string why)
    {
        var rule = await MakeAsync(
            from: why == "outside its hours" ? 9 : 16,
            to: why == "outside its hours" ? 10 : 17,
            days: why == "another day" ? Weekdays.Sunday : Weekdays.Saturday,
            carrier: why == "another carrier" ? _house.OtherCarrier : _house.Carrier,
            lastDay: why == "ended" ? new DateOnly(2026, 11, 21) : null);
        if (why == "ended")
            _house.Time.Advance(TimeSpan.FromDays(7));
        if (why == "switched off")
            await _house.Rules.SwitchAsync(_house.Owner, rule, on: false, DeliveryHouse.Stop);
        if (why == "access point paused")
            await WriteAsync(tx => Portal.Access.AccessPointStore.Pause(tx, _house.Car, _house.Owner, SomeDelivery.Now));
        if (why == "household paused")
            await WriteAsync(tx => Portal.Access.AccessPointStore.PauseHousehold(tx, _house.Household, _house.Owner, SomeDelivery.Now));

        var now = _house.Time.GetUtcNow();
        var id = await _house.RequestAsync(new DeliveryWindow(now.AddHours(1), now.AddHours(2)));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Requested, null), (delivery.State, delivery.Rule));
        Assert.NotNull(await _house.DueAsync(id));
        Assert.Single(await _house.EntriesAsync(id));
    }

    [Fact]
    public async Task S17_Request_TimeIsTaken_StaysRequested()
    {
        await MakeAsync();
        await _house.RequestAsync(SomeDelivery.Window(1, 2));

        var second = await _house.FindAsync(await _house.RequestAsync(SomeDelivery.Window(1.5, 2)));

        Assert.Equal(DeliveryState.Requested, second.State);
    }

    [Fact]
    public async Task S17_RequestsAtOnce_OneIsApprovedByTheRule()
    {
        await MakeAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _house.RequestAsync(SomeDelivery.Window(1, 2)))));

        var states = await Task.WhenAll(ids.Select(async id => (await _house.FindAsync(id)).State));
        Assert.Equal(1, states.Count(state => state == DeliveryState.Approved));
    }

    [Fact]
    public async Task S17_OwnerAllowsMoreAtATime_BothAreApproved()
    {
        await MakeAsync();
        Assert.Equal(AccessOutcome.Done, await _house.Settings.SetOverlapAsync(_house.Owner, _house.Car, allowed: true, DeliveryHouse.Stop));
        await _house.RequestAsync(SomeDelivery.Window(1, 2));

        var second = await _house.FindAsync(await _house.RequestAsync(SomeDelivery.Window(1, 2)));
        Assert.Equal(DeliveryState.Approved, second.State);

        await _house.Settings.SetOverlapAsync(_house.Owner, _house.Car, allowed: false, DeliveryHouse.Stop);
        Assert.Equal(DeliveryState.Requested, (await _house.FindAsync(await _house.RequestAsync(SomeDelivery.Window(1, 2)))).State);
        Assert.Equal(2, await CountAsync(EntryKinds.OverlapSet));
    }

    [Fact]
    public async Task Switch_OffAndOn_IsAnEntryEachAndWhatWasApprovedStays()
    {
        var rule = await MakeAsync();
        var approved = await _house.RequestAsync(SomeDelivery.Window(1, 1.5));

        Assert.Equal(AccessOutcome.Done, await _house.Rules.SwitchAsync(_house.Owner, rule, on: false, DeliveryHouse.Stop));
        Assert.Equal(AccessOutcome.Done, await _house.Rules.SwitchAsync(_house.Owner, rule, on: false, DeliveryHouse.Stop));
        Assert.Equal(DeliveryState.Approved, (await _house.FindAsync(approved)).State);
        await _house.Rules.SwitchAsync(_house.Owner, rule, on: true, DeliveryHouse.Stop);

        Assert.Equal(DeliveryState.Approved, (await _house.FindAsync(await _house.RequestAsync(SomeDelivery.Window(1.5, 2)))).State);
        Assert.Equal(
            (1, 1, 1),
            (await CountAsync(EntryKinds.StandingRuleMade), await CountAsync(EntryKinds.StandingRuleSwitchedOff), await CountAsync(EntryKinds.StandingRuleSwitchedOn)));
    }

    [Fact]
    public async Task Make_ByAnOwnerOnly()
    {
        Assert.NotNull((await _house.Rules.MakeAsync(_house.Owner, Draft(), DeliveryHouse.Stop)).Made);
        foreach (var other in new AccountId?[] { _house.Approver, _house.Viewer, _house.Stranger, null })
            Assert.Null((await _house.Rules.MakeAsync(other, Draft(), DeliveryHouse.Stop)).Made);
        Assert.Equal(1, await CountAsync(EntryKinds.StandingRuleMade));
    }

    [Fact]
    public async Task S28_Make_ForAStranger_ReadsAsIfItWereNotThere()
    {
        var nobodys = Draft();
        nobodys.AccessPoint = Portal.Client.PortalId.New<AccessPointId>(SomeDelivery.Now);

        Assert.Equal(
            (await _house.Rules.MakeAsync(_house.Owner, nobodys, DeliveryHouse.Stop)).Faults,
            (await _house.Rules.MakeAsync(_house.Stranger, Draft(), DeliveryHouse.Stop)).Faults);
    }

    [Fact]
    public async Task Switch_ByAnOwnerOnly()
    {
        var rule = await MakeAsync();

        Assert.Equal(AccessOutcome.NotAllowed, await _house.Rules.SwitchAsync(_house.Approver, rule, on: false, DeliveryHouse.Stop));
        Assert.Equal(AccessOutcome.NotFound, await _house.Rules.SwitchAsync(_house.Stranger, rule, on: false, DeliveryHouse.Stop));
        Assert.Equal(AccessOutcome.NotFound, await _house.Rules.SwitchAsync(account: null, rule, on: false, DeliveryHouse.Stop));
        Assert.Equal(0, await CountAsync(EntryKinds.StandingRuleSwitchedOff));
    }

    [Theory]
    [InlineData(nameof(StandingRuleDraft.Carrier))]
    [InlineData(nameof(StandingRuleDraft.Days))]
    [InlineData(nameof(StandingRuleDraft.LastDay))]
    public async Task Make_FieldThatCannotBe_IsNamedAndNothingIsMade(string field)
    {
        var draft = Draft();
        switch (field)
        {
            case nameof(StandingRuleDraft.Carrier):
                await _house.BlockAsync();
                break;
            case nameof(StandingRuleDraft.Days):
                draft.Days = Weekdays.None;
                break;
            default:
                draft.LastDay = new DateOnly(2026, 11, 20);
                break;
        }

        var outcome = await _house.Rules.MakeAsync(_house.Owner, draft, DeliveryHouse.Stop);

        Assert.Equal([field], outcome.Faults.Keys);
        Assert.Null(outcome.Made);
        Assert.Equal(0, await CountAsync(EntryKinds.StandingRuleMade));
    }

    [Fact]
    public async Task Find_EveryMemberReads_AndAStrangerFindsNothing()
    {
        var rule = await MakeAsync();

        var seen = await FindAsync(_house.Viewer);

        Assert.Equal((rule, "Nordpost", Weekdays.Saturday), (seen?.Rules[0].Id, seen?.Rules[0].CarrierName, seen?.Rules[0].Days));
        Assert.Equal((false, true), (seen?.IsOwner, (await FindAsync(_house.Owner))?.IsOwner));
        Assert.Equal(["Nordpost", "Südpost"], seen?.Carriers.Select(carrier => carrier.Name));
        Assert.Null(await FindAsync(_house.Stranger));
        Assert.Null(await FindAsync(account: null));
    }

    private StandingRuleDraft Draft() => new()
    {
        AccessPoint = _house.Car,
        Carrier = _house.Carrier,
        Days = Weekdays.Saturday,
        From = new TimeOnly(16, 0),
        To = new TimeOnly(17, 0),
    };

    private async Task<StandingRuleId> MakeAsync(
        int from = 16, int to = 17, Weekdays days = Weekdays.Saturday, Client.Carriers.CarrierId? carrier = null, DateOnly? lastDay = null)
    {
        var draft = Draft();
        (draft.From, draft.To, draft.Days, draft.Carrier, draft.LastDay) =
            (new TimeOnly(from, 0), new TimeOnly(to, 0), days, carrier ?? _house.Carrier, lastDay);
        return (await _house.Rules.MakeAsync(_house.Owner, draft, DeliveryHouse.Stop)).Made ?? throw new InvalidOperationException("Refused.");
    }

    private Task<DeliveryRulesView?> FindAsync(AccountId? account) =>
        _house.Database.ReadAsync(connection => DeliveryRules.Find(connection, account, _house.Car), DeliveryHouse.Stop);

    private async Task<int> CountAsync(string kind) =>
        (await _house.Reader.AfterAsync(-1, 1000, DeliveryHouse.Stop)).Count(entry => entry.Kind == kind);

    private Task WriteAsync(Action<Transaction> work) => _house.Database.WriteAsync(work, DeliveryHouse.Stop);
}
