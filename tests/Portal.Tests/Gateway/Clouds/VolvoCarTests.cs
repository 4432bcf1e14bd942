using Dapper;
using Portal.Access;
using Portal.Carriers;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Gateway.Clouds;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>A car for which Volvo's cloud speaks, against a server with the published shapes.</summary>
public sealed class VolvoCarTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Poll_First_TellsHowTheCarStands_MarkedAsVolvosWord()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();

        var state = await at.House.StateAsync();
        Assert.Equal((LockState.Locked, DoorState.Closed, true, OnlineState.Online), (state.Lock, state.Door, state.Secured, state.Online));
        var said = await at.House.EntriesAsync(EventKinds.Locked, EventKinds.DoorClosed);
        Assert.Equal(["""{"cloud":"volvo"}""", """{"cloud":"volvo"}"""], said.Select(entry => entry.Data));
        Assert.Equal("connected-car", (await at.House.PointAsync()).Device?.Profile);
    }

    [Fact]
    public async Task Poll_AnotherDoorOpen_IsNotClosed()
    {
        await using var at = await VolvoHouse.StartAsync();
        at.Volvo.FrontLeftDoor = "OPEN";
        await at.PairAsync();

        Assert.Equal((DoorState.Ajar, false), await at.House.StateAsync() is var state ? (state.Door, state.Secured) : default);
    }

    [Theory]
    [InlineData("UNSPECIFIED", "CLOSED")]
    [InlineData("LOCKED", "UNSPECIFIED")]
    [InlineData("SOMETHING_NEW", "SOMETHING_NEW")]
    public async Task S02_NotClearlySaid_IsUnknown(string centralLock, string tailgate)
    {
        await using var at = await VolvoHouse.StartAsync();
        (at.Volvo.CentralLock, at.Volvo.Tailgate) = (centralLock, tailgate);
        await at.PairAsync();

        var state = await at.House.StateAsync();
        Assert.Equal(centralLock == "LOCKED" ? LockState.Locked : LockState.Unknown, state.Lock);
        Assert.Equal(tailgate == "CLOSED" ? DoorState.Closed : DoorState.Unknown, state.Door);
        Assert.False(state.Secured);
    }

    [Fact]
    public async Task S04_OwnersUnlock_IsSecuredByWhatIsRead_InOrder()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();

        Assert.Equal(CommandOutcome.Asked, await at.House.UnlockAsync());
        Assert.Equal(LockState.Locked, (await at.House.StateAsync()).Lock);
        await at.StandAsync("UNLOCKED", "CLOSED");
        var asked = Assert.Single(await at.House.EntriesAsync(EntryKinds.UnlockAsked));
        var command = System.Text.Json.JsonDocument.Parse(asked.Data).RootElement.GetProperty("command").GetString();
        Assert.Equal($$"""{"cloud":"volvo","commandId":"{{command}}"}""", Assert.Single(await at.House.EntriesAsync(EventKinds.Unlocked)).Data);
        await at.StandAsync("UNLOCKED", "OPEN");
        await at.StandAsync("UNLOCKED", "CLOSED");
        await at.StandAsync("LOCKED", "CLOSED");

        Assert.Null((await at.House.PointAsync()).Opening);
        Assert.Equal(1, at.Volvo.CountOf("unlock"));
        Assert.True((await at.House.StateAsync()).Secured);
    }

    [Fact]
    public async Task S04_DeliveryOpening_IsCompletedByWhatIsRead_InOrder()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        var grant = await at.House.ExpectAsync();

        Assert.True((await at.House.OpenAsync(grant)).Decision.IsGranted);
        await at.StandAsync("UNLOCKED", "CLOSED");
        await at.StandAsync("UNLOCKED", "OPEN");
        await at.StandAsync("UNLOCKED", "CLOSED");
        Assert.Equal(DeliveryState.InProgress, await StateAsync(at, grant));
        Assert.Equal(CommandOutcome.Asked, await at.House.Access.LockAsync(at.House.Place, Stop));
        await at.House.PassAsync(12);

        Assert.Equal(DeliveryState.Completed, await StateAsync(at, grant));
        Assert.Equal((1, 1), (at.Volvo.CountOf("unlock"), at.Volvo.CountOf("lock")));
    }

    [Fact]
    public async Task S05_Completed_ButNothingChanges_IsUnknownMayHaveHappened_NeverDone()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        at.Volvo.Obeys = false;

        Assert.Equal(CommandOutcome.Asked, await at.House.UnlockAsync());
        await at.House.PassAsync(70);

        Assert.Equal(LockState.Locked, (await at.House.StateAsync()).Lock);
        Assert.Single(await at.House.EntriesAsync(EntryKinds.CommandUnanswered));
        Assert.Empty(await at.House.EntriesAsync(EntryKinds.CommandAnswered));
        Assert.Equal(1, at.Volvo.CountOf("unlock"));
    }

    [Theory]
    [InlineData("VEHICLE_IN_SLEEP", CloudAway.Asleep)]
    [InlineData("NOT_ALLOWED_WRONG_USAGE_MODE", CloudAway.InUse)]
    public async Task Unlock_RefusedByTheCar_IsSaidWithItsReason(string status, CloudAway away)
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        at.Volvo.InvokeStatus = status;

        Assert.Equal(CommandOutcome.DeviceOffline, await at.House.UnlockAsync());

        Assert.Equal(away, (await at.SourceAsync()).Away);
    }

    [Theory]
    [InlineData("TIMEOUT")]
    [InlineData("CONNECTION_FAILURE")]
    [InlineData("SOMETHING_NEW")]
    public async Task S05_NoClearAnswer_IsAsked_AndNeverSentAgain(string status)
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        at.Volvo.InvokeStatus = status;

        Assert.Equal(CommandOutcome.Asked, await at.House.UnlockAsync());
        await at.House.PassAsync(50);

        Assert.Equal(1, at.Volvo.CountOf("unlock"));
    }

    [Fact]
    public async Task ReadyToUnlock_IsNotUnlocked_AndSaidUntilWhenItMayBeOpenedByHand()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        var until = at.House.Time.GetUtcNow().AddMinutes(2);
        at.Volvo.ReadyUntil = until;

        Assert.Equal(CommandOutcome.Asked, await at.House.UnlockAsync());
        await at.House.PassAsync(6);

        Assert.Equal(LockState.Locked, (await at.House.StateAsync()).Lock);
        Assert.Equal(until, (await at.SourceAsync()).ReadyUntil);

        await at.StandAsync("UNLOCKED", "OPEN");
        Assert.NotNull((await at.House.PointAsync()).Opening?.OpenedAt);
        Assert.Null((await at.SourceAsync()).ReadyUntil);
    }

    [Fact]
    public async Task ReadyToUnlock_TheDriverIsToldToOpenByHand_UntilWhen()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        var grant = await at.House.ExpectAsync();
        var until = at.House.Time.GetUtcNow().AddMinutes(5);
        at.Volvo.ReadyUntil = until;

        Assert.True((await at.House.OpenAsync(grant)).Decision.IsGranted);
        await at.House.PassAsync(6);
        Assert.Equal(
            $"Not unlocked yet, only ready: open the lid by hand before {PlaceClock.Time(until, "Europe/Berlin")}.", await SentenceAsync(at, grant));

        await at.StandAsync("UNLOCKED", "CLOSED");
        Assert.Equal("Unlocked. Open the lid now.", await SentenceAsync(at, grant));
    }

    [Fact]
    public async Task S06_VolvoFallsSilentRightAfterTheUnlock_IsUnknownAndLoudWithin45Seconds()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        await at.House.UnlockAsync();
        at.Volvo.IsAway = true;

        await at.House.PassAsync(45);

        Assert.Equal((LockState.Unknown, OnlineState.Offline), await at.House.StateAsync() is var state ? (state.Lock, state.Online) : default);
        Assert.Contains(await at.House.Access.ListAlertsAsync(Stop), alert => alert is { Kind: AlertKind.DeviceSilent, Urgent: true });
    }

    [Theory]
    [InlineData("POWER_SAVING_MODE", CloudAway.Asleep)]
    [InlineData("NO_INTERNET", CloudAway.NoNetwork)]
    [InlineData("OTA_INSTALLATION_IN_PROGRESS", CloudAway.Serviced)]
    [InlineData("UNSPECIFIED", CloudAway.Unreachable)]
    public async Task S02_CarNotReached_IsUnknown_WithTheReason_AndAskedNoMoreOftenThanBefore(string reason, CloudAway away)
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        var since = at.House.Time.GetUtcNow();
        at.Volvo.UnavailableReason = reason;
        var before = at.Volvo.Calls.Count;

        await at.House.PassAsync(250, step: 5);

        Assert.Equal((LockState.Unknown, DoorState.Unknown), await at.House.StateAsync() is var state ? (state.Lock, state.Door) : default);
        Assert.Equal((away, since.AddSeconds(120)), await at.SourceAsync() is var source ? (source.Away, source.AwaySince) : default);
        Assert.Equal(2, at.Volvo.Calls.Count - before);
        Assert.Equal(CommandOutcome.DeviceOffline, await at.House.UnlockAsync());

        at.Volvo.UnavailableReason = null;
        await at.House.PassAsync(125, step: 5);
        Assert.Null((await at.SourceAsync()).Away);
        Assert.True((await at.House.StateAsync()).Secured);
    }

    [Fact]
    public async Task CarInUse_IsHeard_ButIsNotOpened()
    {
        await using var at = await VolvoHouse.StartAsync();
        at.Volvo.UnavailableReason = "CAR_IN_USE";
        await at.PairAsync();

        Assert.True((await at.House.StateAsync()).Secured);
        Assert.Equal(CloudAway.InUse, (await at.SourceAsync()).Away);
        Assert.Equal(CommandOutcome.DeviceOffline, await at.House.UnlockAsync());
        Assert.Equal(0, at.Volvo.CountOf("unlock"));
    }

    [Fact]
    public async Task Poll_UnlockedByHand_IsNotAskedEveryTenSeconds_AndIsBelievedFromOneQuestionToTheNext()
    {
        await using var at = await VolvoHouse.StartAsync();
        at.Volvo.CentralLock = "UNLOCKED";
        await at.PairAsync();
        var before = at.Volvo.CountOf("doors");

        await at.House.PassAsync(600, step: 5);

        Assert.Equal(5, at.Volvo.CountOf("doors") - before);
        Assert.Empty(await at.House.EntriesAsync(EntryKinds.StateUnknown));
    }

    [Fact]
    public async Task Position_IsAskedForOnlyNearAWindow_AndTenMinutesAfterParkingIsTooOldToCheckADriver()
    {
        await using var at = await VolvoHouse.StartAsync();
        at.Volvo.Parked = (52.5, 13.4, at.House.Time.GetUtcNow());
        await at.PairAsync();
        await at.House.PassAsync(130, step: 5);
        Assert.Equal(0, at.Volvo.CountOf("location"));
        var grant = await at.House.ExpectAsync(isPlaceWaived: false);
        await at.House.PassAsync(125, step: 5);
        Assert.NotEqual(0, at.Volvo.CountOf("location"));

        Assert.Equal(DenialReason.TooFar, (await TryAsync(at, grant, lat: 52.6)).Decision.Reason);
        await at.House.PassAsync(360, step: 5);
        Assert.Equal(DenialReason.CarPositionOld, (await TryAsync(at, grant, lat: 52.5)).Decision.Reason);
    }

    private static Task<UnlockAnswer> TryAsync(VolvoHouse at, GrantRow grant, double lat) => at.House.Host.Get<GrantOpenings>().ByDriverAsync(
        grant.Id, grant.Generation, "session", new GeoPosition(lat, 13.4, 5, at.House.Time.GetUtcNow()), Stop);

    private static Task<string> SentenceAsync(VolvoHouse at, GrantRow grant) => at.House.Host.Get<Database>().ReadAsync(
        connection =>
        {
            var now = at.House.Time.GetUtcNow();
            var delivery = Required.Of(DeliveryStore.Find(connection, grant.DeliveryId));
            return DriverProgresses.Find(
                connection, delivery, DriverFacts.Of(connection, delivery, now), HandoverPlace.Find(connection, delivery.AccessPoint, now), now).Sentence;
        },
        Stop);

    private static async Task<DeliveryState> StateAsync(VolvoHouse at, GrantRow grant) => Words.Parse<DeliveryState>(
        await at.House.Host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<string>("SELECT state FROM delivery WHERE id = @DeliveryId", new { grant.DeliveryId }), Stop));
}
