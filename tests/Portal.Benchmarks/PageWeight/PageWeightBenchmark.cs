using Portal.Benchmarks.LivePage;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Benchmarks.PageWeight;

/// <summary>
/// What pages weigh on the wire, as the published portal sends them, and when they can be read on a slow phone: Home on the first visit and
/// on the next, one live update of it, and the driver's page.
/// </summary>
internal static class PageWeightBenchmark
{
    private const int Updates = 20;

    public static async Task RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var machine = Machine.Now();
        using var published = new TemporaryFolder();
        var program = await Published.MakeAsync(published.Path, cancellationToken);
        using var stage = await PortalStage.BuildAsync(options.Port, devices: 1, cancellationToken);
        var link = await stage.ExpectDriverAsync(cancellationToken);
        using var run = await stage.StartAsync(program, cancellationToken);
        var result = new PageWeightResult
        {
            Machine = machine,
            Home = await VisitHomeAsync(stage, options.Pairs, isSlow: false),
            HomeOnASlowPhone = await VisitHomeAsync(stage, options.Pairs, isSlow: true),
            Driver = await VisitDriverAsync(stage, link, options.Pairs, isSlow: false),
            DriverOnASlowPhone = await VisitDriverAsync(stage, link, options.Pairs, isSlow: true),
            LiveUpdate = await WeighUpdateAsync(stage, cancellationToken),
        };
        result.Say();
        await Report.SaveAsync(options, "page-weight", result, cancellationToken);
    }

    private static async Task<PageVisits> VisitHomeAsync(PortalStage stage, int times, bool isSlow)
    {
        await using var phone = await Phone.OpenAsync();
        await phone.SignInAsync(stage.Address);
        return await VisitAsync(phone, stage.Address, times, isSlow, isLive: true);
    }

    private static async Task<PageVisits> VisitDriverAsync(PortalStage stage, string link, int times, bool isSlow)
    {
        await using var phone = await Phone.OpenAsync();
        await phone.TakeAsync(link);
        return await VisitAsync(phone, new Uri(stage.Address, "/d"), times, isSlow, isLive: false);
    }

    private static async Task<PageVisits> VisitAsync(Phone phone, Uri page, int times, bool isSlow, bool isLive)
    {
        if (isSlow)
            await phone.SlowDownAsync();
        var (first, next) = (new List<Visited>(), new List<Visited>());
        for (var i = 0; i < times; i++)
        {
            first.Add(await phone.VisitAsync(page, first: true, isLive));
            next.Add(await phone.VisitAsync(page, first: false, isLive));
        }

        return new PageVisits(VisitFigures.Of(first), VisitFigures.Of(next));
    }

    // A door that opens and closes in turn while Home is looked at. The device has a line of its own.
    private static async Task<UpdateWeight> WeighUpdateAsync(PortalStage stage, CancellationToken cancellationToken)
    {
        await using var wire = Line.To(stage.Address);
        await using var phone = await Phone.OpenAsync(wire);
        await phone.SignInAsync(stage.Address);
        var device = stage.Devices[0];
        await using var line = await device.ConnectAsync(cancellationToken);
        await line.NextAsync(GatewayMethods.Paired, cancellationToken);
        var door = new DoorTalk(device, line);
        await door.UnlockAsync(cancellationToken);
        await phone.VisitAsync(stage.Address, first: false, isLive: true);
        await door.TalkAsync(perSecond: 1, count: 4, cancellationToken);
        var (onTheWire, unpacked) = (wire.Answered, phone.Pushed);
        await door.TalkAsync(perSecond: 1, Updates, cancellationToken);
        return new UpdateWeight(Math.Round((wire.Answered - onTheWire) / (double)Updates), Math.Round((phone.Pushed - unpacked) / (double)Updates));
    }
}
