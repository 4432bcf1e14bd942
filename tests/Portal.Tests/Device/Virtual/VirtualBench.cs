using System.Threading.Channels;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>A paired virtual device on a bench: a gateway, a clock that a test moves, and what the device tells.</summary>
internal sealed class VirtualBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestFolder _folder = new();
    private readonly Channel<DeviceNews> _news = Channel.CreateUnbounded<DeviceNews>();
    private readonly DeviceProfile _profile;
    private CancellationTokenSource _stop = new();
    private Task<string?> _running = Task.FromResult<string?>(null);

    private VirtualBench(TestGateway gateway, DeviceProfile profile)
    {
        (Gateway, _profile) = (gateway, profile);
        gateway.Time = Time;
        Device = Make();
    }

    public ManualTime Time { get; } = new();

    public TestGateway Gateway { get; }

    public VirtualDevice Device { get; private set; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<VirtualBench> StartAsync(DeviceProfile profile)
    {
        var bench = new VirtualBench(await TestGateway.StartAsync(), profile);
        Assert.IsType<PairingResult.Claimed>(await bench.Device.PairAsync(bench.Gateway.Address, TestGateway.Code, Cancelled));
        bench._running = bench.Device.RunAsync(bench._stop.Token);
        await bench.NewsAsync<DeviceNews.Beat>();
        await bench.Gateway.ConfirmAsync();
        await bench.NewsAsync<DeviceNews.Confirmed>();
        return bench;
    }

    /// <summary>Switched off and on again: what it keeps on its disk is all that is left.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _stop = new CancellationTokenSource();
        Device = Make();
        _running = Device.RunAsync(_stop.Token);
    }

    /// <summary>A command of the portal, in time by the portal's clock.</summary>
    public Task SendAsync(string name) => Gateway.SendAsync(
        GatewayMethods.Command,
        new Command { CommandId = "cmd_" + name, Name = name, ExpiresAt = WireTime.Format(Time.GetUtcNow().AddSeconds(10)) });

    public async Task<T> NewsAsync<T>(Func<T, bool>? wanted = null)
        where T : DeviceNews
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (await _news.Reader.ReadAsync(deadline.Token) is T heard && (wanted is null || wanted(heard)))
                return heard;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Gateway.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await Device.DisposeAsync();
        _stop.Dispose();
    }

    private VirtualDevice Make() => new(new VirtualDeviceOptions
    {
        Directory = _folder.Path,
        Profile = _profile,
        Time = Time,
        News = heard => _news.Writer.TryWrite(heard),
    });
}
