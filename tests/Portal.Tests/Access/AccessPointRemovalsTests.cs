using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Tests.Deliveries;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>What ends with an access point that its owner removes, what is erased, and what stays.</summary>
public sealed class AccessPointRemovalsTests : IDisposable
{
    private readonly AccessHouse _house = new();

    private DeliveryHouse House => _house.House;

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S16_Remove_EndsWhatWasAgreedAndAskedFor()
    {
        var approved = await _house.ReadyAsync();
        var asked = await House.RequestAsync(SomeDelivery.Window(8, 9));

        Assert.Equal(AccessOutcome.Done, await RemoveAsync(House.Owner));

        var (revoked, declined) = (await House.FindAsync(approved), await House.FindAsync(asked));
        Assert.Equal((DeliveryState.Revoked, DeliveryState.Declined), (revoked.State, declined.State));
        Assert.Equal((House.Owner, House.Owner), (revoked.Answer?.By, declined.Answer?.By));
        Assert.Equal("access_point_removed", declined.Reason);
        Assert.Equal("revoked", await House.GrantStateAsync(approved));
        Assert.False(await House.HasTimerAsync(asked));
    }

    [Fact]
    public async Task S16_Remove_ReleasesEachDevice_ShutOutOnesToo()
    {
        await _house.ReadyAsync();
        var other = await House.AddBoxAsync();
        await WriteAsync("UPDATE device SET state = 'quarantined' WHERE id = @other", new { other });

        await RemoveAsync(House.Owner);

        Assert.Equal(2, await _house.CountAsync("device WHERE state = 'released' AND sealed_grant_key IS NULL"));
        Assert.Equal(2, (await _house.KindsAsync()).Count(kind => kind == EntryKinds.DeviceReleased));
        await Assert.ThrowsAsync<DeviceGoneException>(() => _house.ReportAsync(EventKinds.Unlocked));
    }

    [Fact]
    public async Task Remove_EndsAPairingOnItsWay()
    {
        await _house.Pairings.AskCodeAsync(House.Owner, House.Car, AccessHouse.Stop);
        await WriteAsync(
            """
            INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds, key_x, key_y,
                                key_thumbprint, check_number, claimed_at)
            VALUES (@device, @Car, 'pending', 'key-box', 'Box', 'S2', '1.0', '["lock"]', 15, 'x', 'y', 'other', '654321', @Now)
            """,
            new { device = PortalId.New<DeviceId>(_house.Now), House.Car, _house.Now });

        await RemoveAsync(House.Owner);

        Assert.Equal(0, await _house.CountAsync("pairing"));
        Assert.Equal(0, await _house.CountAsync("device WHERE state = 'pending'"));
        Assert.Null(await _house.Pairings.AskCodeAsync(House.Owner, House.Car, AccessHouse.Stop));
    }

    [Fact]
    public async Task Remove_EndsStandingRulesAndSendsNobodyThereInstead()
    {
        var garage = await AddDoorAsync();
        Assert.Equal(AccessOutcome.Done, await House.Settings.SetFallbackAsync(House.Owner, garage, new Fallback(FallbackKind.AccessPoint, House.Car), AccessHouse.Stop));
        await WriteAsync(
            """
            INSERT INTO standing_rule (id, access_point_id, carrier_id, weekdays, from_minute, to_minute, time_zone, made_by, made_at)
            VALUES ('rule', @Car, @Carrier, 127, 0, 1439, 'Europe/Berlin', @Owner, 1)
            """,
            new { House.Car, House.Carrier, House.Owner });

        await RemoveAsync(House.Owner);

        Assert.Equal(1, await _house.CountAsync("standing_rule WHERE off_since IS NOT NULL"));
        Assert.Equal(1, await _house.CountAsync("access_point WHERE fallback = 'depot' AND fallback_access_point_id IS NULL"));
        Assert.Equal(
            AccessOutcome.NotFound,
            await House.Settings.SetFallbackAsync(House.Owner, garage, new Fallback(FallbackKind.AccessPoint, House.Car), AccessHouse.Stop));
    }

    [Fact]
    public async Task Remove_ErasesWhatIsKnownOfTheCar_AndKeepsItsNameForTheRecord()
    {
        await ChangeAsync(new PhotoChange(SomePictures.Png));
        await ChangeAsync(new ChecklistChange("Alarm off"));
        await ChangeAsync(new ZoneChange(new GeoZone(52.5, 13.4, 400)));
        await ChangeAsync(new KeepPositionChange(Keeps: true));
        await WriteAsync("INSERT INTO kept_position (access_point_id, latitude, longitude, accuracy_metres, at) VALUES (@Car, 52.5, 13.4, 5, 1)", new { House.Car });
        await _house.Settings.WishToBeToldAsync(House.Viewer, House.Car, isTold: true, AccessHouse.Stop);

        await RemoveAsync(House.Owner);

        Assert.Equal(0, await _house.CountAsync("car_photo"));
        Assert.Equal(0, await _house.CountAsync("kept_position"));
        Assert.Equal(0, await _house.CountAsync("hand_opening_wish"));
        Assert.Equal(
            1,
            await _house.CountAsync(
                """
                access_point WHERE car_make IS NULL AND car_model IS NULL AND car_colour IS NULL AND car_plate IS NULL AND instructions = ''
                AND checklist = '' AND zone_metres IS NULL AND keeps_position = 0 AND handle = id AND name <> ''
                """));
    }

    [Fact]
    public async Task Remove_OfADoor_ErasesItsPlace()
    {
        var door = await AddDoorAsync();

        Assert.Equal(AccessOutcome.Done, await RemoveAsync(House.Owner, accessPoint: door));

        Assert.Equal(1, await _house.CountAsync("access_point WHERE kind = 'door' AND latitude = 0 AND longitude = 0"));
    }

    [Fact]
    public async Task Remove_IsOneEntry_AndThePlaceIsUnknownFromThenOn()
    {
        var delivery = await _house.ReadyAsync();

        await RemoveAsync(House.Owner);

        Assert.Equal(EntryKinds.AccessPointRemoved, (await _house.KindsAsync())[^1]);
        Assert.Empty(await House.Database.ReadAsync(connection => AccessPointStore.List(connection, House.Owner), AccessHouse.Stop));
        Assert.Null(await House.Database.ReadAsync(connection => AccessPointStore.Find(connection, House.Owner, House.Car), AccessHouse.Stop));
        Assert.Null(await _house.Settings.FindAsync(House.Owner, House.Car, AccessHouse.Stop));
        Assert.Null(await House.Database.ReadAsync(connection => DeliveryRules.Find(connection, House.Owner, House.Car), AccessHouse.Stop));
        Assert.Equal(CommandOutcome.NotFound, await _house.Commands.UnlockAsync(House.Owner, isFresh: true, House.Car, AccessHouse.Stop));
        Assert.Equal(AccessOutcome.NotFound, await RemoveAsync(House.Owner));
        // The delivery stays, with what happened.
        Assert.NotNull(await House.Database.ReadAsync(connection => DeliveryStore.FindOf(connection, House.Owner, delivery), AccessHouse.Stop));
    }

    [Fact]
    public async Task Remove_ItsHandleAndItsIdOpenNoRequest()
    {
        await RemoveAsync(House.Owner);

        await Assert.ThrowsAsync<InvalidOperationException>(() => House.RequestAsync());
        Assert.Null(await House.Database.WriteAsync(
            tx => House.Requests.Request(tx, House.Carrier, DeliveryHouse.NewRequest() with { Handle = House.Car.Value }, _house.Now), AccessHouse.Stop));
    }

    /// <summary>What was never opened may be tried again inside its window, but not at a place that is gone.</summary>
    [Fact]
    public async Task Remove_WhatWasNeverOpened_IsNotArmedAgain()
    {
        var delivery = await _house.ReadyAsync();
        Assert.True((await _house.TypeAsync(await _house.CodeOfAsync(delivery))).Decision.IsGranted);
        await _house.PassAsync(TimeSpan.FromSeconds(61), LockState.Locked, DoorState.Closed);
        Assert.Equal((DeliveryState.Missed, "never_opened"), ((await House.FindAsync(delivery)).State, (await House.FindAsync(delivery)).Reason));

        Assert.Equal(AccessOutcome.Done, await RemoveAsync(House.Owner));

        Assert.Equal(DeliveryOutcome.NoLongerPossible, await House.Answers.RearmAsync(House.Owner, delivery, AccessHouse.Stop));
    }

    [Fact]
    public async Task Remove_WhileItIsBeingOpened_IsRefusedUntilTheDeviceIsLetGo()
    {
        var delivery = await _house.ReadyAsync();
        Assert.True((await _house.TypeAsync(await _house.CodeOfAsync(delivery))).Decision.IsGranted);

        Assert.Equal(AccessOutcome.BeingOpened, await RemoveAsync(House.Owner));
        Assert.Equal(DeliveryState.InProgress, (await House.FindAsync(delivery)).State);

        await _house.Releases.ReleaseAsync(House.Owner, isFresh: true, _house.Device, AccessHouse.Stop);
        Assert.Equal(AccessOutcome.Done, await RemoveAsync(House.Owner));
    }

    [Fact]
    public async Task Remove_ByWhoeverMayNot_ChangesNothing()
    {
        var delivery = await _house.ReadyAsync();

        Assert.Equal(AccessOutcome.NotAllowed, await RemoveAsync(House.Approver));
        Assert.Equal(AccessOutcome.NotAllowed, await RemoveAsync(House.Viewer));
        Assert.Equal(AccessOutcome.NotFound, await RemoveAsync(House.Stranger));
        Assert.Equal(AccessOutcome.NotFound, await RemoveAsync(account: null));
        Assert.Equal(AccessOutcome.SignInAgain, await RemoveAsync(House.Owner, isFresh: false));

        Assert.Equal(DeliveryState.Approved, (await House.FindAsync(delivery)).State);
        Assert.Equal(1, await _house.CountAsync("access_point WHERE removed_at IS NULL AND car_plate IS NOT NULL"));
    }

    private Task<AccessOutcome> RemoveAsync(AccountId? account, bool isFresh = true, AccessPointId? accessPoint = null) =>
        _house.Removals.RemoveAsync(account, isFresh, accessPoint ?? House.Car, AccessHouse.Stop);

    private Task<ChangeOutcome> ChangeAsync(AccessPointChange change) =>
        _house.Settings.ChangeAsync(House.Owner, isFresh: true, House.Car, change, AccessHouse.Stop);

    private Task WriteAsync(string sql, object parameters) =>
        House.Database.WriteAsync(tx => tx.Connection.Execute(sql, parameters), AccessHouse.Stop);

    private async Task<AccessPointId> AddDoorAsync()
    {
        var door = PortalId.New<AccessPointId>(_house.Now);
        await WriteAsync(
            """
            INSERT INTO access_point (id, household_id, kind, name, time_zone, handle, instructions, latitude, longitude, reach_metres, created_at)
            VALUES (@door, @Household, 'door', 'Front door', 'Europe/Berlin', 'DOR-2222-3333', '', 52.5, 13.4, 200, 1)
            """,
            new { door, House.Household });
        return door;
    }
}
