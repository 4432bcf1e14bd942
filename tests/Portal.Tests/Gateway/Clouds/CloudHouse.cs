using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Gateway;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Gateway.Clouds;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>A real portal with one owner and a front door or a car, which speaks through a maker's cloud. Time moves only when the test says so.</summary>
internal sealed class CloudHouse : IAsyncDisposable
{
    private const string OwnersMail = "owner@example.org";
    private AsyncServiceScope _page;
    private readonly TimerWatch _timers;

    private CloudHouse(PortalHost host, NewOwner owner, AccessPointId place, AsyncServiceScope page)
    {
        (Host, Owner, Place, _page) = (host, owner, place, page);
        _timers = host.Services.GetServices<IHostedService>().OfType<TimerWatch>().Single();
    }

    public PortalHost Host { get; }

    public NewOwner Owner { get; }

    public AccessPointId Place { get; }

    /// <summary>The ports of the owner's page.</summary>
    public IHouseholdClouds Clouds => Port<IHouseholdClouds>();

    public IHouseholdAccess Access => Port<IHouseholdAccess>();

    public T Port<T>()
        where T : notnull => _page.ServiceProvider.GetRequiredService<T>();

    public ManualTime Time => (ManualTime)Host.Get<TimeProvider>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Over a maker that the test plays.</summary>
    public static Task<CloudHouse> StartAsync(FakeMaker maker, params IReadOnlyList<(string Name, string Value)> settings) => StartAsync(new PortalHostOptions
    {
        Time = new ManualTime(),
        Settings = settings.ToDictionary(one => one.Name, one => (string?)one.Value, StringComparer.Ordinal),
        Services = services => services.AddSingleton<IMakerCloud>(maker).AddSingleton(_ => new MakerClouds([maker])),
    });

    public static async Task<CloudHouse> StartAsync(PortalHostOptions options, bool isCar = false)
    {
        var host = await PortalHost.StartAsync(options, Stop);
        var owner = await host.AddOwnerAsync(OwnersMail, Stop);
        var place = isCar ? await host.AddCarAsync(owner.Account, Stop) : await AddDoorAsync(host, owner.Account);
        return new CloudHouse(host, owner, place, await host.OpenPageAsync(owner.Account, Stop));
    }

    /// <summary>Another front door, of somebody else's.</summary>
    public Task<AccessPointId> AddDoorAsync(AccountId account) => AddDoorAsync(Host, account);

    private static async Task<AccessPointId> AddDoorAsync(PortalHost host, AccountId account)
    {
        var draft = new AccessPointDraft
        {
            Kind = AccessPointKind.Door, Name = "Front door", TimeZone = "Europe/Berlin", Latitude = 52.5, Longitude = 13.4,
        };
        return (await host.Get<AccessPoints>().AddAsync(account, draft, Stop)).Added ?? throw new InvalidOperationException("No door.");
    }

    /// <summary>The owner said yes at the maker, and put its lock at the door; it has been asked about once.</summary>
    public async Task PairAsync(string makersId = "lock-1")
    {
        var link = await LinkAsync();
        Assert.Equal(AccessOutcome.Done, await Clouds.PairAsync(Place, link, makersId, Stop));
        await PollAsync();
    }

    public async Task<CloudLinkId> LinkAsync()
    {
        Assert.Equal(AccessOutcome.Done, (await Clouds.AskLinkAsync(Place, CloudMaker.Seam, Stop)).Outcome);
        await Host.Get<CloudLinkWatch>().LookAsync(Stop);
        return Assert.Single((await Clouds.FindAsync(Place, Stop))?.Links ?? []).Id;
    }

    /// <summary>The owner's own browser, and from now on the ports are those of a page in its session.</summary>
    public async Task<HttpVisitor> BrowseAsync()
    {
        await _page.DisposeAsync();
        (var browser, _page) = await BrowserSession.BeginAsync(Host, Owner.Account, OwnersMail);
        return browser;
    }

    public Task PollAsync() => Host.Get<CloudPolls>().PollDueAsync(Stop);

    /// <summary>So much time passes, second by second as the portal looks at it: what is due is asked, what is old is let go of.</summary>
    /// <param name="seconds">How much.</param>
    /// <param name="step">Longer than a second where nothing depends on one.</param>
    public async Task PassAsync(int seconds, int step = 1)
    {
        for (var second = 0; second < seconds; second += step)
        {
            Time.Advance(TimeSpan.FromSeconds(step));
            await PollAsync();
            await _timers.FireDueAsync(Stop);
            await Host.Get<CloudCodeWatch>().LookAsync(Stop);
        }
    }

    public async Task<AccessPointView> PointAsync() => await Access.FindAsync(Place, Stop) ?? throw new InvalidOperationException("No such place.");

    public async Task<AccessPointState> StateAsync() => (await PointAsync()).State;

    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(params IReadOnlyList<string> kinds) =>
        (await Host.Get<LedgerReader>().AfterAsync(-1, 1000, Stop)).Where(entry => kinds.Contains(entry.Kind)).ToList();

    /// <summary>Somebody is expected from now on for an hour; unless said otherwise, wherever they say that they are.</summary>
    public async Task<GrantRow> ExpectAsync(bool isPlaceWaived = true)
    {
        var draft = new HandMadeDraft { AccessPoint = Place, Description = "The florist", Start = Time.GetUtcNow(), End = Time.GetUtcNow().AddHours(1) };
        var made = await Host.Get<HandMadeDeliveries>().MakeAsync(Owner.Account, draft, Stop);
        var delivery = made.Made ?? throw new InvalidOperationException(string.Join(' ', made.Faults.Values));
        if (isPlaceWaived)
            Assert.Equal(DeliveryOutcome.Done, await Host.Get<OwnerAnswers>().WaivePlaceAsync(Owner.Account, delivery, Stop));
        return await Host.Get<Database>().ReadAsync(connection => GrantStore.FindOf(connection, delivery), Stop) ?? throw new InvalidOperationException("No grant.");
    }

    /// <summary>The driver presses the button.</summary>
    public Task<UnlockAnswer> OpenAsync(GrantRow grant) =>
        Host.Get<GrantOpenings>().ByDriverAsync(grant.Id, grant.Generation, "session", position: null, Stop);

    public async Task<CommandOutcome> UnlockAsync() => await Access.UnlockAsync(Place, Stop);

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await Host.DisposeAsync();
    }
}
