using Portal.Benchmarks.Baselines;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Benchmarks.LivePage;

/// <summary>
/// A door event from the device's socket until its line stands in the document of a real Chromium: on the owner's page of the access
/// point, and on a bare page.
/// </summary>
internal static class LivePageBenchmark
{
    private const int WarmUpEvents = 40;
    private const int WarmUpPerSecond = 20;
    private static readonly int[] Rates = [1, 10, 50];
    private static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var machine = Machine.Now();
        using var stage = await PortalStage.BuildAsync(options.Port, devices: 1, cancellationToken);
        var pairs = new List<LivePagePair>();
        for (var i = 0; i < options.Pairs; i++)
        {
            // Whoever goes first changes, so that neither always has the warmer machine.
            var portalFirst = i % 2 == 0;
            var load = Machine.Load();
            var bare = portalFirst ? null : await MeasureBareAsync(stage, options, cancellationToken);
            var portal = await MeasurePortalAsync(stage, options, cancellationToken);
            bare ??= await MeasureBareAsync(stage, options, cancellationToken);
            pairs.Add(new LivePagePair(load, portal, bare));
            foreach (var (ours, theirs) in portal.Rates.Zip(bare.Rates))
                Report.Say($"live-page {i + 1}/{options.Pairs} (load {load:0.0}) at {ours.PerSecond}/s: portal {ours.P50Ms:0.00} / {ours.P99Ms:0.00} ms, bare {theirs.P50Ms:0.00} / {theirs.P99Ms:0.00} ms; missing {ours.Missing} and {theirs.Missing}");
        }

        await Report.SaveAsync(options, "live-page", LivePageResult.Of(machine, pairs, options.Seconds), cancellationToken);
    }

    private static async Task<LivePageSide> MeasurePortalAsync(PortalStage stage, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var run = await stage.StartAsync(cancellationToken);
        await using var screen = await Screen.OpenAsync();
        await screen.SignInAsync(stage.Address);
        var device = stage.Devices[0];
        await using var line = await device.ConnectAsync(cancellationToken);
        await line.NextAsync(GatewayMethods.Paired, cancellationToken);
        var door = new DoorTalk(device, line);
        await door.UnlockAsync(cancellationToken);
        await screen.WatchAsync(new Uri(stage.Address, $"/access-points/{stage.AccessPoint}"), "[aria-labelledby=latest] li time[datetime]");
        return await MeasureAsync(screen, door, run.Server, options, cancellationToken);
    }

    private static async Task<LivePageSide> MeasureBareAsync(PortalStage stage, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var address = new Uri($"http://localhost:{options.Port + 1}/");
        using var server = await ServerProcess.StartBaselineAsync(BareLivePage.Verb, address, folder.Path, cancellationToken);
        await using var screen = await Screen.OpenAsync();
        await using var line = await HubSocket.ConnectAsync(
            new Uri($"ws://localhost:{options.Port + 1}{BareLivePage.Hub}"), _ => { }, cancellationToken);
        var door = new DoorTalk(stage.Devices[0], line);
        await door.UnlockAsync(cancellationToken);
        await screen.WatchAsync(address, "li time[datetime]");
        return await MeasureAsync(screen, door, server, options, cancellationToken);
    }

    private static async Task<LivePageSide> MeasureAsync(
        Screen screen, DoorTalk door, ServerProcess server, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        // Also waits until the page is live: its first events may come with the document or not at all.
        var warm = await door.TalkAsync(WarmUpPerSecond, WarmUpEvents, cancellationToken);
        if (!await screen.WaitForAsync(warm[^1].At, ShownWithin, cancellationToken))
            throw new TimeoutException("The page is not live: it does not show the last event.");

        var clockAhead = await screen.ClockAheadMsAsync();
        var rates = new List<LiveRate>();
        foreach (var rate in Rates)
        {
            var work = await screen.WorkAsync();
            var (before, begun) = (server.ProcessorTime, TimeProvider.System.GetTimestamp());
            var sent = await door.TalkAsync(rate, rate * options.Seconds, cancellationToken);
            var cores = (server.ProcessorTime - before) / TimeProvider.System.GetElapsedTime(begun);
            await screen.WaitForAsync(sent[^1].At, ShownWithin, cancellationToken);
            rates.Add(LiveRate.Of(rate, sent, await screen.SeenAsync(), cores, (await screen.WorkAsync()).Since(work, sent.Count)));
        }

        return new LivePageSide(Math.Round(clockAhead, 2), rates);
    }
}
