using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Carriers;
using Portal.Tests.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>What is old enough is gone for real, what somebody still needs is not, and every proof stays.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string LeftOfParcels =
        """
        SELECT count(*) FROM delivery WHERE parcel_description IS NOT NULL OR parcel_weight_grams IS NOT NULL OR parcel_length_mm IS NOT NULL
        UNION ALL SELECT count(*) FROM delivery WHERE driver_id IS NOT NULL
        UNION ALL SELECT count(*) FROM access_grant WHERE driver_id IS NOT NULL
        UNION ALL SELECT count(*) FROM driver
        """;

    private const string LeftOfActivity =
        """
        SELECT count(*) FROM opening
        UNION ALL SELECT count(*) FROM command
        UNION ALL SELECT count(*) FROM alert
        """;

    private readonly ManualTime _time = new();

    /// <summary>Of a watch that a test makes itself, so that days pass without all the others.</summary>
    private readonly ManualTime _own = new();
    private readonly CarrierHouse _house;
    private TestDevice? _box;
    private HubSocket? _hub;
    private int _seq;

    public RetentionTests() => _house = new CarrierHouse(_time);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        _box?.Dispose();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Parcels_OldAndEnded_LoseWhatWasInThemAndWhoBroughtThem()
    {
        var (_, delivery) = await DeliverAsync();

        await PassAsync(days: 1094);
        Assert.Equal([1L, 1L, 1L, 1L], await ReadAsync<long>(LeftOfParcels));

        await PassAsync(days: 2);
        Assert.Equal([0L, 0L, 0L, 0L], await ReadAsync<long>(LeftOfParcels));
        var left = await _house.FindAsync(delivery);
        Assert.Equal((DeliveryState.Completed, "NP00161094"), (left.State, left.TrackingNumber));
        Assert.NotNull(left.Window);
    }

    [Fact]
    public async Task Activity_Old_IsGoneFromEveryTable_AndEveryProofStays()
    {
        var (door, delivery) = await DeliverAsync();
        await ReportAsync((EventKinds.Tamper, "{}"), (EventKinds.TamperCleared, "{}"));
        var before = await EntriesAsync();

        await PassAsync(days: 1097);

        Assert.Equal([0L, 0L, 0L], await ReadAsync<long>(LeftOfActivity));
        Assert.Equal([1L], await ReadAsync<long>("SELECT count(*) FROM access_grant WHERE opening_id IS NOT NULL"));
        Assert.Empty(await _house.EntriesAsync(delivery));
        var left = await EntriesAsync();
        Assert.All(left, entry => Assert.DoesNotContain(entry.Position, before.Select(one => one.Position)));
        var erased = Assert.Single(left, entry => entry.Kind == EntryKinds.EntriesErased);
        Assert.Equal(Actor.Portal, erased.Actor);
        Assert.Empty(await TestLedger.CheckAsync(_house.Database, LedgerKey.PublicKeyIn(_house.Host.Get<KeyFolder>())));
        Assert.True((await ReadAsync<long>("SELECT count(*) FROM ledger_head"))[0] > before.Count);

        // The sensor has proven itself once, and a repeat is still known.
        Assert.True((await _house.Database.ReadAsync(connection => ContactStore.Find(connection, door), Stop)).IsProven);
        Assert.Equal([(long)_seq], await ReadAsync<long>("SELECT count(*) FROM device_event"));
        Assert.Equal([EventKinds.DoorOpened, EventKinds.DoorClosed], await ReadAsync<string>("SELECT kind FROM device_event WHERE kind IS NOT NULL ORDER BY seq"));
    }

    [Fact]
    public async Task Activity_ErasedOnce_IsOneEntryADay()
    {
        await DeliverAsync();
        await PassAsync(days: 1097);
        var erasures = (await EntriesAsync()).Count(entry => entry.Kind == EntryKinds.EntriesErased);

        await PassAsync(hours: 1);

        Assert.Equal(erasures, (await EntriesAsync()).Count(entry => entry.Kind == EntryKinds.EntriesErased));
    }

    [Fact]
    public async Task HouseholdThatEnds_LeavesNothingOfWhatHappenedAtItsDoors()
    {
        await DeliverAsync();
        Assert.Equal(
            AccessOutcome.Done, await _house.Host.Get<DeviceReleases>().ReleaseAsync(_house.Owner.Account, isFresh: true, Required.Of(_box).Id, Stop));

        await _house.Database.WriteAsync(
            tx =>
            {
                foreach (var end in _house.Host.Services.GetServices<IHouseholdEnd>())
                    end.Erase(tx, _house.Owner.Household);
            },
            Stop);

        Assert.Equal([0L, 0L, 0L], await ReadAsync<long>(LeftOfActivity));
        Assert.Equal([0L], await ReadAsync<long>("SELECT count(*) FROM device_event WHERE kind IS NOT NULL"));
    }

    [Fact]
    public async Task Incident_HoweverOld_KeepsAllThatItRestsOn()
    {
        var (_, delivery) = await OpenAsync();
        Assert.Equal(DeliveryOutcome.Done, await _house.Host.Get<Answers>().ReportAsync(_house.Owner.Account, delivery, "It is not mine", Stop));
        await ReportAsync((EventKinds.DoorClosed, "{}"), (EventKinds.Locked, "{}"));
        var entries = await _house.EntriesAsync(delivery);

        await PassAsync(days: 4000);

        Assert.Equal(DeliveryState.Incident, (await _house.FindAsync(delivery)).State);
        Assert.Equal(entries.Select(entry => entry.Position), (await _house.EntriesAsync(delivery)).Select(entry => entry.Position).Take(entries.Count));
        Assert.Equal([1L, 1L, 1L, 1L], await ReadAsync<long>(LeftOfParcels));
        Assert.Equal(["secured"], await ReadAsync<string>("SELECT state FROM opening"));
        // Its progress is judged by these again, should the device tell more.
        Assert.Equal(
            [EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked],
            await ReadAsync<string>("SELECT kind FROM device_event WHERE kind IS NOT NULL ORDER BY seq"));
    }

    [Fact]
    public async Task Pictures_End_UnlessTheirDeliveryHasNot()
    {
        var (door, delivery) = await DeliverAsync();
        var open = await _house.ApprovedAsync((await _house.AddDoorAsync()).Handle, from: 60, to: 120);
        await AddPictureAsync(door, delivery);
        await AddPictureAsync(door, delivery: null);
        await AddPictureAsync(door, open);

        await PassAsync(days: 29);
        Assert.Equal([3L], await ReadAsync<long>("SELECT count(*) FROM snapshot"));

        await _house.Database.WriteAsync(tx => tx.Connection.Execute("UPDATE delivery SET state = 'incident' WHERE id = @open", new { open }), Stop);
        await PassAsync(days: 2);
        Assert.Equal([open.Value], await ReadAsync<string>("SELECT delivery_id FROM snapshot"));
    }

    [Fact]
    public async Task S28_ShorterInOneHousehold_TheOthersStays()
    {
        var other = await _house.Host.AddOwnerAsync("next-door@example.org", Stop);
        var theirs = await _house.Host.AddCarAsync(other.Account, Stop);
        var (ours, _) = await DeliverAsync();
        using var box = await _house.Host.PairDeviceAsync(other.Account, theirs, Stop);
        await AddPictureAsync(ours, delivery: null);
        await AddPictureAsync(theirs, delivery: null);

        await using var page = await _house.Host.OpenPageAsync(_house.Owner.Account, Stop);
        await page.ServiceProvider.GetRequiredService<IHouseholdRetention>().SetAsync(_house.Owner.Household, RetentionKind.Pictures, 1, Stop);
        await PassAsync(days: 2);

        Assert.Equal([theirs.Value], await ReadAsync<string>("SELECT access_point_id FROM snapshot"));
    }

    /// <summary>A clock that somebody set ahead takes nothing with it for a day, not even by a restart.</summary>
    [Fact]
    public async Task Watch_WhereTheClockJumped_RestsForADay()
    {
        var (door, _) = await DeliverAsync();
        await AddPictureAsync(door, delivery: null);
        using (var before = await StartWatchAsync())
        {
            await LookAsync();
            _own.SetUtcNow(_own.GetUtcNow().AddDays(31));
            await LookAsync();
            await LookAsync();
            await before.StopAsync(Stop);
        }

        using var watch = await StartWatchAsync();
        for (var rested = RetentionWatch.BetweenLooks; rested < RetentionWatch.RestAfterAJump; rested += RetentionWatch.BetweenLooks)
            await LookAsync();
        Assert.Equal([1L], await ReadAsync<long>("SELECT count(*) FROM snapshot"));

        await LookAsync();
        Assert.Equal([0L], await ReadAsync<long>("SELECT count(*) FROM snapshot"));
        await watch.StopAsync(Stop);
    }

    private async Task<RetentionWatch> StartWatchAsync()
    {
        var watch = new RetentionWatch(
            _house.Database,
            _house.Host.Services.GetServices<IRetention>(),
            _house.Host.Get<IOptions<RetentionOptions>>(),
            _own,
            NullLogger<RetentionWatch>.Instance);
        await watch.StartAsync(Stop);
        await _own.TimerSetAsync(RetentionWatch.BetweenLooks, Stop);
        return watch;
    }

    /// <summary>So much time goes by, and the watch has done what it then does.</summary>
    private async Task LookAsync()
    {
        _own.Advance(RetentionWatch.BetweenLooks);
        await _own.TimerSetAsync(RetentionWatch.BetweenLooks, Stop);
    }

    /// <summary>A parcel of Nordpost's, brought through the door by a driver of theirs.</summary>
    private async Task<(AccessPointId Door, DeliveryId Delivery)> DeliverAsync()
    {
        var (door, delivery) = await OpenAsync();
        await ReportAsync((EventKinds.DoorClosed, "{}"), (EventKinds.Locked, "{}"));
        Assert.Equal(DeliveryState.Completed, (await _house.FindAsync(delivery)).State);
        return (door, delivery);
    }

    private async Task<(AccessPointId Door, DeliveryId Delivery)> OpenAsync()
    {
        var (door, handle) = await _house.AddDoorAsync();
        _box = await _house.Host.PairDeviceAsync(_house.Owner.Account, door, Stop);
        _hub = await _box.ConnectAsync(Stop);
        await ReportAsync((EventKinds.Locked, "{}"), (EventKinds.DoorClosed, "{}"));
        var delivery = await _house.ApprovedAsync(handle);
        await _house.Nordpost.PutAsync($"deliveries/{delivery}/driver", """{"name":"Ada Winter","phone":"+4930123456"}""", Stop);
        var driverId = (await _house.FindAsync(delivery)).Driver;
        var opened = await _house.Nordpost.PostAsync(
            $"deliveries/{delivery}/unlock",
            JsonSerializer.Serialize(
                new { trackingNumber = "NP00161094", driverId, position = new GeoPosition(52.54381, 13.38712, 5, _house.Now) }, PortalJson.Options),
            Stop);
        var command = JsonSerializer.Serialize(new { commandId = opened.Text("commandId") });
        await ReportAsync((EventKinds.Unlocked, command), (EventKinds.DoorOpened, "{}"));
        return (door, delivery);
    }

    private async Task ReportAsync(params (string Kind, string Data)[] events)
    {
        var (box, hub) = (Required.Of(_box), Required.Of(_hub));
        await hub.ReportAsync(Stop, [.. events.Select(one => box.Event(++_seq, one.Kind, one.Data))]);
    }

    /// <summary>The wall clock goes on, and what is due is erased.</summary>
    private Task PassAsync(double days = 0, double hours = 0)
    {
        _time.SetUtcNow(_time.GetUtcNow().AddDays(days).AddHours(hours));
        return _house.Host.Get<RetentionWatch>().LookAsync(Stop);
    }

    private Task AddPictureAsync(AccessPointId door, DeliveryId? delivery) => _house.Database.WriteAsync(
        tx => tx.Connection.Execute(
            """
            INSERT INTO snapshot (id, device_id, access_point_id, delivery_id, taken_at, media_type, image)
            VALUES (@id, (SELECT id FROM device WHERE access_point_id = @door), @door, @delivery, @Now, 'image/png', @Png)
            """,
            new { id = PortalId.New<SnapshotId>(_house.Now), door, delivery, _house.Now, SomePictures.Png }),
        Stop);

    private Task<IReadOnlyList<LedgerEntry>> EntriesAsync() => _house.Database.ReadAsync(
        connection => LedgerReader.Read(connection, "body.household_id = @Household ORDER BY body.position", new { _house.Owner.Household }), Stop);

    private Task<List<T>> ReadAsync<T>(string sql) => _house.Database.ReadAsync(connection => connection.Query<T>(sql).AsList(), Stop);
}
