using System.Buffers.Text;
using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Tests.Carriers;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>A door with a box that is shut and heard, whose owner chose how codes work without the line. The device's side is the test's.</summary>
internal sealed class OfflineScene(DenialHouse at, AccessPointId place, string handle, TestDevice box) : IAsyncDisposable
{
    private long _seq;

    public CarrierHouse House => at.House;

    public ManualTime Time => at.Time;

    public DateTimeOffset Now => at.Time.GetUtcNow();

    public AccessPointId Place => place;

    public string Handle => handle;

    public TestDevice Box => box;

    public HubSocket Hub { get; private set; } = null!; // Set at once, and anew by each connection.

    public byte[] GrantKey { get; private set; } = [];

    public byte[] Secret { get; private set; } = [];

    public static CancellationToken Stop => CarrierHouse.Stop;

    public static async Task<OfflineScene> AtAsync(DenialHouse at, OfflineMode mode)
    {
        // Long enough for the clock to be relied on again, and for another pairing code.
        at.Time.Advance(TimeSpan.FromSeconds(61));
        var (place, handle) = await at.House.AddDoorAsync();
        var scene = new OfflineScene(at, place, handle, await at.House.Host.PairDeviceAsync(at.House.Owner.Account, place, Stop));
        await scene.ConnectAsync();
        var paired = await scene.Hub.NextAsync(GatewayMethods.Paired, Stop);
        scene.GrantKey = Base64Url.DecodeFromChars(paired.GetProperty("grantKey").GetString());
        scene.Secret = Base64Url.DecodeFromChars(paired.GetProperty("offlineSecret").GetString());
        await scene.ReportAsync(EventKinds.Locked);
        await scene.ReportAsync(EventKinds.DoorClosed);
        if (mode != OfflineMode.None)
        {
            Assert.Equal(AccessOutcome.Done, await scene.SetAsync(mode));
            await scene.HoldAsync();
        }

        return scene;
    }

    public async Task ConnectAsync() => Hub = await box.ConnectAsync(Stop);

    public async Task CutAsync()
    {
        Hub.Cut();
        await Until.TrueAsync("the line is down", () => Task.FromResult(!at.House.Host.Get<IDeviceLink>().IsConnected(box.Id)), Stop);
    }

    public Task<AccessOutcome> SetAsync(OfflineMode mode, bool isFresh = true) =>
        at.House.Host.Get<OfflineSettings>().SetAsync(at.House.Owner.Account, isFresh, place, mode, Stop);

    public Task<AccessOutcome> RearmAsync(bool isFresh = true) => at.House.Host.Get<OfflineSettings>().RearmAsync(at.House.Owner.Account, isFresh, place, Stop);

    public async Task<OfflineView> ViewAsync() =>
        await at.House.Host.Get<OfflineSettings>().FindAsync(at.House.Owner.Account, place, Stop) ?? throw new InvalidOperationException("Not the owner's.");

    public Task PauseAsync() => at.House.Host.Get<AccessPoints>().PauseAsync(at.House.Owner.Account, place, Stop);

    public Task LiftAsync() => at.House.Host.Get<AccessPoints>().LiftPauseAsync(at.House.Owner.Account, place, Stop);

    public Task<DeliveryOutcome> RevokeAsync(DeliveryId delivery) => at.House.Host.Get<Answers>().RevokeAsync(at.House.Owner.Account, delivery, Stop);

    /// <summary>From so many minutes from now on, for an hour.</summary>
    public Task<DeliveryId> ApproveAsync(double from = 0) => at.House.ApprovedAsync(handle, from, from + 60);

    /// <summary>A window of so many hours from the next UTC half hour on, and the time is just after its start.</summary>
    public async Task<DeliveryId> ApproveForPinAsync(double hours = 1)
    {
        var delivery = await ApproveOnHalfHourAsync(hours);
        await MoveIntoAsync(delivery);
        return delivery;
    }

    public async Task<DeliveryId> ApproveOnHalfHourAsync(double hours = 1)
    {
        // From a whole minute on, so that the minutes are whole too.
        Time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (Now.UtcTicks % TimeSpan.TicksPerMinute)));
        var half = TimeSpan.FromMinutes(30).Ticks;
        var start = new DateTimeOffset(((Now.UtcTicks / half) + 1) * half, TimeSpan.Zero);
        var from = (start - Now).TotalMinutes;
        return await at.House.ApprovedAsync(handle, from, from + (hours * 60));
    }

    public async Task MoveIntoAsync(DeliveryId delivery)
    {
        var window = (await at.House.FindAsync(delivery)).Window ?? throw new InvalidOperationException("Not approved.");
        Time.Advance(window.Start - Now + TimeSpan.FromSeconds(1));
        await BeatAsync();
    }

    /// <summary>Lets time pass until something has become true.</summary>
    public Task UntilAsync(string what, Func<Task<bool>> isTrue) => Until.TrueAsync(
        what,
        async () =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return await isTrue();
        },
        Stop);

    public async Task<SyncGrants> ListAsync() =>
        (await Hub.NextAsync(GatewayMethods.SyncGrants, Stop)).Deserialize<SyncGrants>(GatewayJson.Options) ?? throw new InvalidOperationException("Empty.");

    public Task<HubAnswer> AcknowledgeAsync(long version) => Hub.InvokeAsync(GatewayMethods.GrantsSynced, Stop, $$"""{"version":{{version}}}""");

    /// <summary>Takes the next list and acknowledges it.</summary>
    public async Task<SyncGrants> HoldAsync()
    {
        var list = await ListAsync();
        Assert.Null((await AcknowledgeAsync(list.Version)).Error);
        return list;
    }

    /// <summary>Takes lists until one is as it is waited for.</summary>
    public async Task<SyncGrants> HoldAsync(Func<SyncGrants, bool> wanted)
    {
        while (true)
        {
            if (await HoldAsync() is var list && wanted(list))
                return list;
        }
    }

    public async Task<int?> BeatAsync()
    {
        var answer = await Hub.InvokeAsync(GatewayMethods.Heartbeat, Stop, box.Heartbeat());
        return answer.Result is { } said && said.TryGetProperty("leaseSeconds", out var lease) ? lease.GetInt32() : null;
    }

    public Task ReportAsync(string kind, string data = "{}", DateTimeOffset? at = null) => ReportAsync((kind, data, at ?? Now));

    public Task ReportAsync(params IReadOnlyList<(string Kind, string Data, DateTimeOffset At)> events) =>
        Hub.ReportAsync(Stop, [.. events.Select(one => box.Event(++_seq, one.Kind, one.Data, one.At))]);

    /// <summary>The whole of one opening without the line, from this time on, a second apart.</summary>
    public Task TellAsync(string use, DateTimeOffset at) => TellAsync((use, at));

    /// <summary>The same for several, in one batch.</summary>
    public Task TellAsync(params IReadOnlyList<(string Use, DateTimeOffset At)> uses) => ReportAsync([.. uses.SelectMany(one => new[]
    {
        (EventKinds.CodeAcceptedOffline, one.Use, one.At),
        (EventKinds.Unlocked, """{"source":"keypad"}""", one.At.AddSeconds(1)),
        (EventKinds.DoorOpened, """{"source":"manual"}""", one.At.AddSeconds(2)),
        (EventKinds.DoorClosed, """{"source":"manual"}""", one.At.AddSeconds(3)),
        (EventKinds.Locked, """{"source":"auto"}""", one.At.AddSeconds(4)),
    })]);

    public async Task<string> UseOfGrantAsync(DeliveryId delivery, string attempt = "attempt-1") =>
        JsonSerializer.Serialize(new { attemptId = attempt, grantId = (await GrantAsync(delivery)).Id.Value });

    public static string UseOfPin(OfflinePin pin, string attempt = "attempt-1") =>
        JsonSerializer.Serialize(new { attemptId = attempt, t0 = pin.T0, d = pin.D, c = pin.C });

    public async Task<OfflinePin> PinAsync(DeliveryId delivery)
    {
        var grant = await GrantAsync(delivery);
        return OfflinePin.Of(grant.NotBefore, grant.NotAfter, (byte)(grant.PinCounter ?? 0)) ?? throw new InvalidOperationException("No PIN.");
    }

    public Task<GrantRow> GrantAsync(DeliveryId delivery) => at.House.Database.ReadAsync(
        connection => GrantStore.FindOf(connection, delivery) ?? throw new InvalidOperationException("No grant."), Stop);

    public async Task<string> CodeAsync(DeliveryId delivery) =>
        (await at.House.Database.ReadAsync(connection => at.House.Host.Get<Grants>().Prove(connection, delivery), Stop))?.Code
        ?? throw new InvalidOperationException("No code.");

    /// <summary>The code that a grant had, also when it is spent.</summary>
    public async Task<string> CodeAfterAsync(DeliveryId delivery) => at.House.Host.Get<GrantCodes>().Of(await GrantAsync(delivery));

    public Task AllowOverlapAsync() => at.House.Database.WriteAsync(
        tx => tx.Connection.Execute("UPDATE access_point SET allows_overlap = 1 WHERE id = @place", new { place }), Stop);

    /// <summary>What the device has said about a delivery, in order.</summary>
    public async Task<IEnumerable<string>> StoryAsync(DeliveryId delivery) =>
        (await at.House.EntriesAsync(delivery)).Where(entry => EventKinds.BearsState(entry.Kind)).Select(entry => entry.Kind);

    public async Task<CodeVerdict> TypeAsync(string code, string attempt = "attempt-online")
    {
        var question = new CheckCode { Code = code, AttemptId = attempt, At = WireTime.Format(Now) };
        var answer = await Hub.InvokeAsync(GatewayMethods.CheckCode, Stop, JsonSerializer.Serialize(question, GatewayJson.Options));
        return answer.Result?.Deserialize<CodeVerdict>(GatewayJson.Options) ?? throw new InvalidOperationException(answer.Error);
    }

    public async Task<DeliveryView> DeliveryViewAsync(DeliveryId delivery) => (await at.House.Database.ReadAsync(
        connection => DeliveryViews.Story(connection, at.House.Owner.Account, delivery), Stop))?.Delivery ?? throw new InvalidOperationException("Gone.");

    public async Task<IReadOnlyList<AlertView>> AlertsAsync() =>
        [.. (await at.House.Database.ReadAsync(connection => AlertStore.List(connection, at.House.Owner.Account), Stop)).Where(alert => alert.AccessPointId == place)];

    public async Task<DeliveryState> StateAsync(DeliveryId delivery) => (await at.House.FindAsync(delivery)).State;

    public Task<IReadOnlyList<(string State, bool Late)>> OpeningsAsync() => at.House.Database.ReadAsync<IReadOnlyList<(string, bool)>>(
        connection => connection.Query<(string, bool)>("SELECT state, late FROM opening WHERE access_point_id = @place ORDER BY rowid", new { place }).AsList(), Stop);

    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(string kind) => await at.House.Database.ReadAsync(
        connection => LedgerReader.Read(connection, "body.access_point_id = @place AND body.kind = @kind ORDER BY body.position", new { place, kind }), Stop);

    /// <summary>The reasons for which uses were not in order, as the household reads them; the alert names the first.</summary>
    public async Task<IReadOnlyList<string?>> ReplaysAsync()
    {
        var reasons = (await EntriesAsync(EntryKinds.OfflineUseNotInOrder))
            .Select(entry => JsonDocument.Parse(entry.Data).RootElement.GetProperty("reason").GetString()).ToList();
        var alerts = (await AlertsAsync()).Where(alert => alert.Kind == AlertKind.GrantReplayed).Select(alert => alert.Reason).ToList();
        Assert.Equal(reasons.Take(1), alerts);
        return reasons;
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        box.Dispose();
    }
}
