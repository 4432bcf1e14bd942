using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Tests.Deliveries;

/// <summary>Where a parcel goes when its place cannot be opened. It is Saturday, 15:00 in Berlin; the window is 16:00–17:00.</summary>
public sealed class FallbacksTests : IDisposable
{
    private readonly DeliveryHouse _house = new();
    private readonly AccessPointId _door = PortalId.New<AccessPointId>(SomeDelivery.Now);

    public void Dispose() => _house.Dispose();

    [Theory]
    [InlineData(DenialReason.HouseholdPaused, true)]
    [InlineData(DenialReason.AccessPointPaused, true)]
    [InlineData(DenialReason.OutsideZone, true)]
    [InlineData(DenialReason.DeviceOffline, true)]
    [InlineData(DenialReason.NotMonitored, true)]
    [InlineData(DenialReason.DeviceTampered, true)]
    [InlineData(DenialReason.DeviceJammed, true)]
    [InlineData(DenialReason.TooFar, false)]
    [InlineData(DenialReason.CarMoving, false)]
    [InlineData(DenialReason.NoPosition, false)]
    [InlineData(DenialReason.ClockUnsure, false)]
    [InlineData(DenialReason.NotSecuredBefore, false)]
    [InlineData(DenialReason.ParcelMismatch, false)]
    public async Task Denied_ForGood_IsSentToTheDepot(DenialReason reason, bool isForGood)
    {
        var id = await ReadyAsync(new Fallback(FallbackKind.Depot));

        await DenyAsync(id, reason);

        Assert.Equal(isForGood ? new Instead(Delivery: null, Place: null) : null, await ToldAsync(id));
        Assert.Equal(isForGood ? 1 : 0, (await _house.EntriesAsync(id)).Count(entry => entry.Kind == EntryKinds.DeliveryDiverted));
        Assert.Equal(DeliveryState.Approved, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Denied_NothingNamed_SaysNothing()
    {
        var id = await ReadyAsync(new Fallback(FallbackKind.None));

        await DenyAsync(id);

        Assert.Null(await ToldAsync(id));
    }

    [Fact]
    public async Task Denied_AnotherAccessPointNamed_AsksItsOwnerAndMeanwhileSaysDepot()
    {
        var id = await ReadyAsync();

        await DenyAsync(id);
        await DenyAsync(id);

        Assert.Equal(new Instead(Delivery: null, Place: null), await ToldAsync(id));
        var asked = await _house.FindAsync(await OtherAsync(id));
        Assert.Equal((DeliveryState.Requested, _door, "NP161094"), (asked.State, asked.AccessPoint, asked.TrackingNumber));
        Assert.Equal([new DeliveryWindow(_house.Time.GetUtcNow(), SomeDelivery.Now.AddHours(2))], asked.Proposed);
        Assert.Equal(SomeDelivery.Now.AddHours(2), await _house.DueAsync(asked.Id));
    }

    [Fact]
    public async Task Denied_ApprovedThereByAMember_SaysWhere()
    {
        var id = await ReadyAsync();
        await DenyAsync(id);
        var other = await OtherAsync(id);

        await _house.Answers.ApproveAsync(_house.Owner, other, (await _house.FindAsync(other)).Proposed[0], DeliveryHouse.Stop);

        Assert.Equal(new Instead(other, "Front door"), await ToldAsync(id));
    }

    [Fact]
    public async Task Denied_AllowedThereByAStandingRule_SaysWhereAtOnce()
    {
        var id = await ReadyAsync();
        await RuleAtTheDoorAsync();

        await DenyAsync(id);

        Assert.Equal("Front door", (await ToldAsync(id))?.Place);
    }

    [Fact]
    public async Task Denied_CarrierBlockedThere_SaysDepotAndAsksNobody()
    {
        var id = await ReadyAsync();
        await WriteAsync(tx => tx.Connection.Execute("INSERT INTO carrier_block VALUES (@Household, @_door, @Carrier, 0)", new { _house.Household, _door, _house.Carrier }));

        await DenyAsync(id);

        Assert.Equal(new Instead(Delivery: null, Place: null), await ToldAsync(id));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Denied_ThereToo_IsNotSentOnARoundTrip()
    {
        var id = await ReadyAsync();
        await _house.Settings.SetFallbackAsync(_house.Owner, _door, new Fallback(FallbackKind.AccessPoint, _house.Car), DeliveryHouse.Stop);
        await RuleAtTheDoorAsync();
        await DenyAsync(id);
        var other = await OtherAsync(id);

        await DenyAsync(other);

        Assert.Equal(new Instead(Delivery: null, Place: null), await ToldAsync(other));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task S10_BegunAtOneOfTheTwo_TheOtherIsWithdrawn()
    {
        var id = await ReadyAsync();
        await RuleAtTheDoorAsync();
        await DenyAsync(id);
        var other = await OtherAsync(id);

        await BeginAsync(other);

        Assert.Equal((DeliveryState.Withdrawn, "delivered_elsewhere"), ((await _house.FindAsync(id)).State, (await _house.FindAsync(id)).Reason));
        Assert.Equal("revoked", await _house.GrantStateAsync(id));
        Assert.Equal(DeliveryState.InProgress, (await _house.FindAsync(other)).State);
    }

    [Fact]
    public async Task S10_OpenedAfterAll_WhatWasAskedForElsewhereIsWithdrawn()
    {
        var id = await ReadyAsync();
        await DenyAsync(id);
        var other = await OtherAsync(id);

        await BeginAsync(id);

        Assert.Equal(DeliveryState.Withdrawn, (await _house.FindAsync(other)).State);
        Assert.Null(await _house.DueAsync(other));
        Assert.Null(await ToldAsync(id));
    }

    [Fact]
    public async Task SetFallback_ByAnOwnerToAPlaceOfTheHousehold_IsAnEntryOnce()
    {
        await AddDoorAsync();
        var there = new Fallback(FallbackKind.AccessPoint, _door);

        Assert.Equal(AccessOutcome.NotAllowed, await SetAsync(_house.Approver, there));
        Assert.Equal(AccessOutcome.NotFound, await SetAsync(_house.Stranger, there));
        Assert.Equal(AccessOutcome.NotFound, await SetAsync(_house.Owner, new Fallback(FallbackKind.AccessPoint, _house.Car)));
        Assert.Equal(AccessOutcome.NotFound, await SetAsync(_house.Owner, new Fallback(FallbackKind.AccessPoint, PortalId.New<AccessPointId>(SomeDelivery.Now))));
        Assert.Equal(AccessOutcome.Done, await SetAsync(_house.Owner, there));
        Assert.Equal(AccessOutcome.Done, await SetAsync(_house.Owner, there));

        var entries = await _house.Reader.AfterAsync(-1, 1000, DeliveryHouse.Stop);
        Assert.Single(entries, entry => entry.Kind == EntryKinds.FallbackSet);

        Task<AccessOutcome> SetAsync(Client.Accounts.AccountId account, Fallback fallback) =>
            _house.Settings.SetFallbackAsync(account, _house.Car, fallback, DeliveryHouse.Stop);
    }

    /// <summary>An approved delivery to the car inside its window, and what the owner named for it; by default the front door.</summary>
    private async Task<DeliveryId> ReadyAsync(Fallback? fallback = null)
    {
        await AddDoorAsync();
        Assert.Equal(
            AccessOutcome.Done,
            await _house.Settings.SetFallbackAsync(
                _house.Owner, _house.Car, fallback ?? new Fallback(FallbackKind.AccessPoint, _door), DeliveryHouse.Stop));
        var id = await _house.ApprovedAsync();
        _house.Time.Advance(TimeSpan.FromMinutes(70));
        return id;
    }

    private async Task RuleAtTheDoorAsync() => Assert.NotNull((await _house.Rules.MakeAsync(
        _house.Owner,
        new StandingRuleDraft { AccessPoint = _door, Carrier = _house.Carrier, Days = Weekdays.Saturday, From = new TimeOnly(8, 0), To = new TimeOnly(20, 0) },
        DeliveryHouse.Stop)).Made);

    private Task DenyAsync(DeliveryId id, DenialReason reason = DenialReason.AccessPointPaused) =>
        WriteAsync(tx => _house.Outcome.Denied(tx, id, reason, _house.Time.GetUtcNow()));

    private Task BeginAsync(DeliveryId id) =>
        WriteAsync(tx => _house.Outcome.Began(tx, id, PortalId.New<OpeningId>(SomeDelivery.Now), _house.Time.GetUtcNow()));

    private Task<Instead?> ToldAsync(DeliveryId id) =>
        _house.Database.ReadAsync(connection => Fallbacks.Told(connection, [id]).GetValueOrDefault(id), DeliveryHouse.Stop);

    private Task<DeliveryId> OtherAsync(DeliveryId id) => _house.Database.ReadAsync(
        connection => connection.QuerySingle<DeliveryId>("SELECT id FROM delivery WHERE instead_of = @id", new { id }), DeliveryHouse.Stop);

    private Task<int> CountAsync() =>
        _house.Database.ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM delivery"), DeliveryHouse.Stop);

    private Task AddDoorAsync() => WriteAsync(tx => tx.Connection.Execute(
        """
        INSERT INTO access_point (id, household_id, kind, name, time_zone, handle, instructions, latitude, longitude, reach_metres, created_at)
        VALUES (@_door, @Household, 'door', 'Front door', 'Europe/Berlin', 'DOR-7Q4F-9KX2', '', 52.5, 13.4, 200, 0)
        """,
        new { _door, _house.Household }));

    private Task WriteAsync(Action<Transaction> work) => _house.Database.WriteAsync(work, DeliveryHouse.Stop);
}
