using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Portal.Device;
using Portal.Device.Protocol;

namespace Portal.Tests.Device.Contract;

/// <summary>
/// Our own client. It never repeats or leaves out by itself what was acknowledged, so its folder is put back or cut short between two
/// starts, as a backup that was restored does.
/// </summary>
internal sealed class ClientDevice : IContractDevice
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();
    private readonly Channel<DeviceNews> _news = Channel.CreateUnbounded<DeviceNews>();
    private CancellationTokenSource _stop = new();
    private DeviceClient _client;
    private Task<string?> _running = Task.FromResult<string?>(null);
    private string _kept = "";
    private volatile string _lock = LockWords.Locked;
    private volatile string _door = DoorWords.Closed;

    public ClientDevice() => _client = Make();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string EventsFile => _folder["events.jsonl"];

    public async Task<(string DeviceId, string CheckNumber)> PairAsync(Uri portal, string code)
    {
        var claimed = Assert.IsType<PairingResult.Claimed>(await _client.PairAsync(portal, code, Cancel));
        return (claimed.DeviceId, claimed.CheckNumber);
    }

    public async Task LiveAsync()
    {
        _running = _client.RunAsync(_stop.Token);
        await NewsAsync<DeviceNews.Beat>();
    }

    public async Task<long> ConfirmedAsync() => (await NewsAsync<DeviceNews.Confirmed>()).Epoch;

    public Task<EventNumber> ReportAsync(string kind) => AcknowledgedAsync(Keep(kind));

    public async Task<EventNumber> ReportTwiceAsync(string kind)
    {
        await StopAsync();
        var seq = Keep(kind);
        _client.Dispose();
        var before = await File.ReadAllTextAsync(EventsFile, Cancel);
        Start();
        await AcknowledgedAsync(seq);
        await RestartAsync(before);
        return await AcknowledgedAsync(seq);
    }

    public async Task<EventNumber> ReportAheadAsync(string kind)
    {
        await StopAsync();
        var first = Keep(kind);
        var second = Keep(kind);
        _client.Dispose();
        _kept = await File.ReadAllTextAsync(EventsFile, Cancel);
        await File.WriteAllLinesAsync(EventsFile, _kept.TrimEnd('\n').Split('\n').Where(line => !line.Contains($"\"seq\":{first},", StringComparison.Ordinal)), Cancel);
        Start();
        return await AcknowledgedAsync(second);
    }

    public async Task FillAsync()
    {
        await RestartAsync(_kept);
        await NewsAsync<DeviceNews.Acknowledged>();
    }

    public async Task<string?> EnterAsync(string code) =>
        await _client.EnterCodeAsync(code, Cancel) is CodeAnswer.Denied denied ? denied.Reason : null;

    // Not secured, it beats within 5 s; the next one that is answered is right again.
    public async Task BeatWronglyAsync()
    {
        _door = "sideways";
        await ReportAsync(EventKinds.Battery);
    }

    public async Task<string> TokenAsync()
    {
        var pairing = JsonSerializer.Deserialize<DevicePairing>(await File.ReadAllBytesAsync(_folder[DeviceState.PairingFile], Cancel), GatewayJson.Options)
            ?? throw new JsonException("The pairing is empty.");
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(pairing.PrivateKey), out _);
        return DeviceToken.Create(key, pairing.DeviceId, pairing.Audience, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(30));
    }

    public async Task<string> DismissedAsync() => await _running ?? "";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    private long Keep(string kind) => _client.Report(kind)?.Seq ?? throw new InvalidOperationException("It was not kept.");

    private async Task<EventNumber> AcknowledgedAsync(long seq) => (await NewsAsync<DeviceNews.Acknowledged>(news => news.UpTo.Seq == seq)).UpTo;

    private ValueTask<OrderOutcome> Obey(DeviceOrder order)
    {
        _lock = order.Name == CommandNames.Unlock ? LockWords.Unlocked : LockWords.Locked;
        _client.Report(_lock == LockWords.Unlocked ? EventKinds.Unlocked : EventKinds.Locked, new { order.Source, order.CommandId });
        return ValueTask.FromResult(OrderOutcome.Done);
    }

    private DeviceStatus Status() => new() { Lock = _lock, Door = _door };

    private async Task RestartAsync(string events)
    {
        await StopAsync();
        _client.Dispose();
        await File.WriteAllTextAsync(EventsFile, events, Cancel);
        Start();
    }

    private void Start()
    {
        _client = Make();
        _running = _client.RunAsync(_stop.Token);
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    private DeviceClient Make() => new(new DeviceOptions
    {
        Directory = _folder.Path,
        Description = new DeviceDescription
        {
            Profile = DeviceProfile.SmartLock, Model = "Contract steps", Serial = "7", Firmware = "1.0.0", HeartbeatSeconds = 15,
        },
        Status = _ => ValueTask.FromResult(Status()),
        Obey = (order, _) => Obey(order),
        News = heard => _news.Writer.TryWrite(heard),
    });

    private async Task<T> NewsAsync<T>(Func<T, bool>? wanted = null)
        where T : DeviceNews
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (await _news.Reader.ReadAsync(deadline.Token) is T heard && (wanted is null || wanted(heard)))
                return heard;
        }
    }
}
