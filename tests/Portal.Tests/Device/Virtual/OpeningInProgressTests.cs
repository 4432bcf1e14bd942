using System.Globalization;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>A delivery in progress at a key box that is a process of its own, and what the portal makes of it when the box fails.</summary>
public sealed class OpeningInProgressTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private PortalHost? _host;
    private DeviceProcess? _box;
    private AccountId _owner;
    private AccessPointId _car;
    private DeviceId _device;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PortalHost Host => _host ?? throw new InvalidOperationException("No portal yet.");

    private DeviceProcess Box => _box ?? throw new InvalidOperationException("No box yet.");

    public async ValueTask DisposeAsync()
    {
        _box?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task S06_FrozenWhileOpen_IsUnknownAndAlertedWithin15Seconds_AndNeverClosed()
    {
        await StartAsync(TimeProvider.System);
        await OpenAsync(await ExpectSomebodyAsync());

        var frozenAt = TimeProvider.System.GetUtcNow();
        Box.Signal("STOP");
        var unknown = await EntryAsync(EntryKinds.StateUnknown);
        var alert = await EntryAsync(EntryKinds.AlertOpened);

        Assert.InRange(unknown.At - frozenAt, TimeSpan.Zero, TimeSpan.FromSeconds(15.5));
        Assert.InRange(alert.At - frozenAt, TimeSpan.Zero, TimeSpan.FromSeconds(15.5));
        Assert.Contains("device_silent", alert.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(await EntriesAsync(), entry => entry.Kind == EventKinds.DoorClosed && entry.Position > alert.Position);

        Box.Signal("CONT");
        await EntryAsync(EntryKinds.DeviceOnline);
        await EntryAsync(EntryKinds.AlertCleared);
    }

    [Fact]
    public async Task S23_CutClosedKilledAndStarted_ClosedAndLockedArriveOnceLateAndCompleteTheDelivery()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await StartAsync(time);
        var delivery = await ExpectSomebodyAsync();
        await OpenAsync(delivery);
        Box.Type("cut");
        await Box.LineAsync("ok word=cut");
        Box.Type("close");
        var closed = WireTime.Parse(Value(await Box.LineAsync("event epoch=1 seq=7 kind=door_closed"), "at"));
        var locked = WireTime.Parse(Value(await Box.LineAsync("event epoch=1 seq=8 kind=locked"), "at"));
        Box.Kill9();
        Box.Dispose();
        time.Advance(TimeSpan.FromMinutes(2));

        _box = new DeviceProcess("--state", _folder.Path);
        await Box.LineAsync("acknowledged epoch=1 seq=9");

        var late = (await EntriesAsync()).Where(entry => entry.Kind is EventKinds.DoorClosed or EventKinds.Locked).Skip(2).ToList();
        Assert.Equal(
            [(EventKinds.DoorClosed, closed, true), (EventKinds.Locked, locked, true)],
            late.Select(entry => (entry.Kind, entry.At, entry.Late)));
        var story = await Host.Get<Database>().ReadAsync(connection => DeliveryStore.Find(connection, delivery), Cancel);
        Assert.Equal((DeliveryState.Completed, true), (story?.State, story?.Late));
    }

    private async Task StartAsync(TimeProvider time)
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = time }, Cancel);
        _owner = (await Host.AddOwnerAsync("owner@example.org", Cancel)).Account;
        _car = await Host.AddCarAsync(_owner, Cancel);
        var portal = Host.Address.ToString();
        _box = new DeviceProcess("--portal", portal, "--state", _folder.Path, "--pair", await Host.AskPairingCodeAsync(_owner, _car, Cancel));
        _device = DeviceId.From(Value(await Box.LineAsync("device "), "id"));
        await Box.LineAsync("connected");
        Assert.Equal(AccessOutcome.Done, await Host.Get<Pairings>().AnswerAsync(_owner, _device, same: true, Cancel));
        await Box.LineAsync("acknowledged epoch=1 seq=4");
    }

    private async Task<DeliveryId> ExpectSomebodyAsync()
    {
        var now = Host.Get<TimeProvider>().GetUtcNow();
        var draft = new HandMadeDraft { AccessPoint = _car, Description = "A parcel", Start = now, End = now.AddHours(2) };
        return (await Host.Get<HandMadeDeliveries>().MakeAsync(_owner, draft, Cancel)).Made
            ?? throw new InvalidOperationException("The delivery was not made.");
    }

    private async Task OpenAsync(DeliveryId delivery)
    {
        var access = await Host.Get<HandMadeDeliveries>().ShowAccessAsync(_owner, delivery, Cancel);
        Box.Type(string.Create(CultureInfo.InvariantCulture, $"code {access?.Code}"));
        await Box.LineAsync("code verdict=granted");
        Box.Type("open");
        await Box.LineAsync("acknowledged epoch=1 seq=6");
    }

    private async Task<LedgerEntry> EntryAsync(string kind)
    {
        LedgerEntry? found = null;
        await Until.TrueAsync(
            $"the ledger has {kind}",
            async () => (found = (await EntriesAsync()).LastOrDefault(entry => entry.Kind == kind)) is not null,
            Cancel);
        return found ?? throw new InvalidOperationException(kind);
    }

    private Task<IReadOnlyList<LedgerEntry>> EntriesAsync() => Host.Get<Database>().ReadAsync(
        connection => LedgerReader.Read(connection, "body.device_id = @_device ORDER BY body.position", new { _device }), Cancel);

    // The value of one key of a printed line.
    private static string Value(string line, string key) =>
        line.Split(' ').First(word => word.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];
}
