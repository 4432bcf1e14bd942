using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Access;
using Portal.Client.Gateway;
using Portal.Gateway.Clouds;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>A real portal whose owner has a car at a stand-in of Volvo, and the owner's browser.</summary>
internal sealed class VolvoHouse : IAsyncDisposable
{
    private VolvoHouse(FakeVolvo volvo, CloudHouse house, HttpVisitor browser) => (Volvo, House, Browser) = (volvo, house, browser);

    public FakeVolvo Volvo { get; }

    public CloudHouse House { get; }

    public HttpVisitor Browser { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<VolvoHouse> StartAsync(DirectoryInfo? data = null, params IReadOnlyList<(string Name, string Value)> settings) =>
        StartAsync(new ManualTime(), data, settings);

    /// <summary>At a time of the test's choice.</summary>
    public static async Task<VolvoHouse> StartAsync(ManualTime time, DirectoryInfo? data = null, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var volvo = await FakeVolvo.StartAsync(time, Stop);
        var all = volvo.Settings;
        foreach (var (name, value) in settings)
            all[name] = value;
        var house = await CloudHouse.StartAsync(new PortalHostOptions { Time = time, Settings = all, Data = data, Services = BePatient }, isCar: true);
        return new VolvoHouse(volvo, house, await house.BrowseAsync());
    }

    /// <summary>A machine that is busy with other tests is not a maker that is away.</summary>
    private static void BePatient(IServiceCollection services) =>
        services.AddHttpClient(VolvoApi.Client).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromMinutes(2));

    /// <summary>The page at Volvo on which the owner is to say yes.</summary>
    public async Task<Uri> AskAsync()
    {
        var asked = await House.Clouds.AskLinkAsync(House.Place, CloudMaker.Volvo, Stop);
        Assert.Equal(AccessOutcome.Done, asked.Outcome);
        return asked.GoTo ?? throw new InvalidOperationException("No page.");
    }

    /// <summary>The owner asks, says yes at Volvo and comes back.</summary>
    /// <returns>Where the portal sends the browser then.</returns>
    public async Task<string?> SignInAsync() => await ReturnAsync(Browser, await FakeVolvo.SayYesAsync(await AskAsync(), Stop));

    public static async Task<string?> ReturnAsync(HttpVisitor browser, Uri back)
    {
        using var answer = await browser.GetAsync(back.PathAndQuery, Stop);
        return answer.Headers.Location?.OriginalString;
    }

    public async Task<CloudLinkView?> FindLinkAsync() => (await House.Clouds.FindAsync(House.Place, Stop))?.Links.SingleOrDefault();

    public async Task<CloudLinkId> LinkAsync()
    {
        await SignInAsync();
        return (await FindLinkAsync())?.Id ?? throw new InvalidOperationException("No link.");
    }

    /// <summary>The car is at the access point, and has been asked about once.</summary>
    public async Task<CloudLinkId> PairAsync()
    {
        var link = await LinkAsync();
        Assert.Equal(AccessOutcome.Done, await House.Clouds.PairAsync(House.Place, link, FakeVolvo.Vin, Stop));
        await House.PollAsync();
        return link;
    }

    /// <summary>The car stands so from now on, and so much time passes.</summary>
    public async Task StandAsync(string centralLock, string tailgate, int seconds = 12)
    {
        (Volvo.CentralLock, Volvo.Tailgate) = (centralLock, tailgate);
        await House.PassAsync(seconds);
    }

    public async Task<CloudSource> SourceAsync() =>
        (await House.PointAsync()).Device?.Cloud ?? throw new InvalidOperationException("No maker speaks.");

    /// <summary>It is asked now, whatever it would have waited for.</summary>
    public async Task PollNowAsync()
    {
        // A question that the portal itself began while time passed would say, when it ends, that it is not due.
        await House.PollAsync();
        House.Host.Get<CloudLines>().Wake(CloudMaker.Volvo, FakeVolvo.Vin);
        await House.PollAsync();
    }

    public Task LookAtLinksAsync() => House.Host.Get<CloudLinkWatch>().LookAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await House.DisposeAsync();
        await Volvo.DisposeAsync();
    }
}
