using System.Diagnostics;
using Portal.Benchmarks.Baselines;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Benchmarks.Ingest;

/// <summary>
/// Events acknowledged after the commit, from 16 devices at once: signed and unsigned, at the portal (signature, rules, state and ledger
/// included) and at a bare hub. The sender is the same; what it costs is told.
/// </summary>
internal static class IngestBenchmark
{
    private const int Lines = 16;
    private const int WarmUpRounds = 20;

    public static async Task RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var machine = Machine.Now();
        using var stage = await PortalStage.BuildAsync(options.Port, Lines, cancellationToken);
        var pairs = new List<IngestPair>();
        for (var i = 0; i < options.Pairs; i++)
        {
            // Whoever goes first changes, so that neither always has the warmer machine.
            var portalFirst = i % 2 == 0;
            var load = Machine.Load();
            var verifications = VerifyRate.Measure();
            var bare = portalFirst ? null : await MeasureBareAsync(stage, options, cancellationToken);
            var portal = await MeasurePortalAsync(stage, options, cancellationToken);
            bare ??= await MeasureBareAsync(stage, options, cancellationToken);
            pairs.Add(new IngestPair(load, verifications, portal, bare));
            Report.Say($"ingest {i + 1}/{options.Pairs} (load {load:0.0}): verifications {verifications:0}/s; signed {portal.Signed.PerSecond:0}/s, bare {bare.Signed.PerSecond:0}/s; unsigned {portal.Unsigned.PerSecond:0}/s, bare {bare.Unsigned.PerSecond:0}/s");
        }

        await Report.SaveAsync(options, "ingest", IngestResult.Of(machine, pairs, Lines, options.Rounds), cancellationToken);
    }

    private static async Task<IngestSide> MeasurePortalAsync(PortalStage stage, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var run = await stage.StartAsync(cancellationToken);
        var side = await MeasureAsync(
            stage.Devices, options.Rounds, run.Server, device => ConnectAsync(device, cancellationToken), cancellationToken);
        return side with { Stored = await StoredEvents.CountAsync(run.Database, "device_event", cancellationToken) };
    }

    private static async Task<IngestSide> MeasureBareAsync(PortalStage stage, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var address = new Uri($"http://localhost:{options.Port + 1}/");
        using var server = await ServerProcess.StartBaselineAsync(BareIngest.Verb, address, folder.Path, cancellationToken);
        var hub = new Uri($"ws://localhost:{options.Port + 1}{BareIngest.Hub}");
        var side = await MeasureAsync(
            stage.Devices,
            options.Rounds,
            server,
            device => EventLine.ConnectAsync(new Uri(hub, "?device=" + device.Id.Value), token: null, cancellationToken),
            cancellationToken);
        return side with { Stored = await StoredEvents.CountAsync(Path.Combine(folder.Path, "bare.db"), "event", cancellationToken) };
    }

    private static async Task<EventLine> ConnectAsync(TestDevice device, CancellationToken cancellationToken)
    {
        var line = await EventLine.ConnectAsync(new Uri(device.Claimed.GatewayUrl), device.Token(), cancellationToken);
        await line.WhenPairedAsync(cancellationToken);
        return line;
    }

    private static async Task<IngestSide> MeasureAsync(
        IReadOnlyList<TestDevice> devices, int rounds, ServerProcess server, Func<TestDevice, Task<EventLine>> connect, CancellationToken cancellationToken)
    {
        var lines = new List<EventLine>();
        try
        {
            foreach (var device in devices)
                lines.Add(await connect(device));
            var next = 1L;
            var measured = new Dictionary<bool, IngestRate>();
            foreach (var signed in new[] { true, false })
            {
                await SendAsync(lines, EventStock.Build(devices, signed, next, WarmUpRounds), server, cancellationToken);
                next += WarmUpRounds * EventStock.Batch;
                measured[signed] = await SendAsync(lines, EventStock.Build(devices, signed, next, rounds), server, cancellationToken);
                next += rounds * EventStock.Batch;
            }

            return new IngestSide(measured[true], measured[false], Sent: (next - 1) * devices.Count, Stored: 0);
        }
        finally
        {
            foreach (var line in lines)
                line.Dispose();
        }
    }

    private static async Task<IngestRate> SendAsync(
        List<EventLine> lines, List<byte[]>[] stock, ServerProcess server, CancellationToken cancellationToken)
    {
        using var self = Process.GetCurrentProcess();
        var (serverBefore, selfBefore, begun) = (server.ProcessorTime, self.TotalProcessorTime, TimeProvider.System.GetTimestamp());
        var waits = await Task.WhenAll(lines.Select((line, i) => Task.Run(() => SendAsync(line, stock[i], cancellationToken), cancellationToken)));
        var took = TimeProvider.System.GetElapsedTime(begun);
        self.Refresh();
        var sorted = waits.SelectMany(each => each).Order().ToList();
        return new IngestRate
        {
            Events = sorted.Count * EventStock.Batch,
            PerSecond = Math.Round(sorted.Count * EventStock.Batch / took.TotalSeconds),
            BatchP50Ms = Math.Round(Figures.Percentile(sorted, 0.5), 2),
            BatchP99Ms = Math.Round(Figures.Percentile(sorted, 0.99), 2),
            ServerCores = Math.Round((server.ProcessorTime - serverBefore) / took, 2),
            SenderCores = Math.Round((self.TotalProcessorTime - selfBefore) / took, 2),
        };
    }

    private static async Task<List<double>> SendAsync(EventLine line, List<byte[]> frames, CancellationToken cancellationToken)
    {
        var waits = new List<double>(frames.Count);
        foreach (var frame in frames)
        {
            var sent = TimeProvider.System.GetTimestamp();
            await line.SendAsync(frame, cancellationToken);
            waits.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
        }

        return waits;
    }
}
