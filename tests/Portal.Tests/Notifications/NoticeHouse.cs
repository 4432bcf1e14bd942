using System.Buffers.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Device.Protocol;
using Portal.Storage;
using Portal.Tests.Device;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

/// <summary>A household whose people are told at a push service of the test's: Mara owns it, Jonas approves, and there is a car with a key box.</summary>
internal sealed class NoticeHouse : IAsyncDisposable
{
    public const string Mara = "mara@example.com";
    public const string Jonas = "jonas@example.com";

    private readonly NodeScript _reader = new("push.mjs", "decrypt");
    private readonly List<TestBrowser> _browsers = [];
    private HubSocket? _hub;
    private TestDevice? _device;
    private int _seq;

    private NoticeHouse(PortalHost host, NewOwner owner)
    {
        Host = host;
        Owner = owner;
    }

    public PortalHost Host { get; }

    public NewOwner Owner { get; }

    public AccountId Approver { get; private set; }

    public AccessPointId Car { get; private set; }

    public FakePushService Service { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<NoticeHouse> StartAsync(PortalHostOptions? options = null)
    {
        var host = await PortalHost.StartAsync(options ?? new PortalHostOptions(), Stop);
        var house = new NoticeHouse(host, await host.AddOwnerAsync(Mara, Stop));
        house.Approver = (await host.AddOwnerAsync(Jonas, Stop)).Account;
        await host.Get<Database>().WriteAsync(
            tx =>
            {
                HouseholdStore.InsertMember(tx, house.Owner.Household, house.Approver, MemberRole.Approver, host.Get<TimeProvider>().GetUtcNow());
                tx.Connection.Execute("UPDATE account SET email_confirmed = 1");
            },
            Stop);
        house.Car = await host.AddCarAsync(house.Owner.Account, Stop);
        return house;
    }

    /// <summary>This person has chosen a language.</summary>
    public Task SpeakAsync(AccountId account, string language) => Host.Get<Database>().WriteAsync(
        tx => tx.Connection.Execute("UPDATE account SET language = @language WHERE id = @account", new { account, language }), Stop);

    /// <summary>A browser of this person is turned on.</summary>
    public async Task<PushBrowserId> TurnOnAsync(AccountId account, string name)
    {
        var browser = new TestBrowser(Service.EndpointOf(name));
        _browsers.Add(browser);
        await using var page = await Host.OpenPageAsync(account, Stop);
        var notices = page.ServiceProvider.GetRequiredService<INotices>();
        Assert.Equal(AddBrowserOutcome.Added, await notices.AddBrowserAsync(browser.Said, Stop));
        return Assert.Single((await notices.FindAsync(browser.Said.Endpoint, Stop))?.Browsers ?? [], one => one.IsThis).Id;
    }

    public async Task<T> AskAsync<T>(AccountId account, Func<INotices, Task<T>> ask)
    {
        await using var page = await Host.OpenPageAsync(account, Stop);
        return await ask(page.ServiceProvider.GetRequiredService<INotices>());
    }

    public Task ChooseAsync(AccountId account, NoticeKind kind, NoticeChannel channel, bool on) => AskAsync(account, async notices =>
    {
        await notices.ChooseAsync(kind, channel, on, Stop);
        return on;
    });

    /// <summary>This person asks to be told of openings by hand of the car, or not to be.</summary>
    public async Task WishAsync(AccountId account, bool isTold)
    {
        await using var page = await Host.OpenPageAsync(account, Stop);
        Assert.Equal(AccessOutcome.Done, await page.ServiceProvider.GetRequiredService<IHouseholdPlaces>().WishToBeToldAsync(Car, isTold, Stop));
    }

    public Task MakeViewerAsync(AccountId account) => Host.Get<Database>().WriteAsync(
        tx => tx.Connection.Execute(
            "UPDATE member SET role = 'viewer' WHERE household_id = @Household AND account_id = @account", new { Owner.Household, account }),
        Stop);

    /// <summary>The car's box says something.</summary>
    public async Task ReportAsync(string kind)
    {
        _device ??= await Host.PairDeviceAsync(Owner.Account, Car, Stop);
        _hub ??= await _device.ConnectAsync(Stop);
        Assert.Null((await ReportTests.ReportAsync(_hub, _device.Event(++_seq, kind))).Error);
    }

    /// <summary>The next message that came to the push service, and what its browser reads in it.</summary>
    public async Task<(PushedMessage Message, JsonElement Notice)> NextAsync()
    {
        var message = await Service.NextAsync(Stop);
        var browser = _browsers.Single(one => one.Said.Endpoint.EndsWith("/" + message.Browser, StringComparison.Ordinal));
        await _reader.SayAsync(JsonSerializer.Serialize(
            new { body = Base64Url.EncodeToString(message.Body), key = browser.PrivateKey, auth = browser.AuthSecret }));
        var text = JsonSerializer.Deserialize<string>(await _reader.SaidAsync()) ?? "";
        return (message, JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>The addresses to which mail waits; nothing is sent, because there is no server.</summary>
    public Task<List<(string To, string Subject)>> MailAsync() => Host.Get<Database>().ReadAsync(
        connection => connection.Query<(string To, string Subject)>("SELECT to_address, subject FROM mail ORDER BY id").AsList(), Stop);

    public Task<long> CountAsync(string table) =>
        Host.Get<Database>().ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM " + table), Stop);

    /// <summary>Everything that was entered until now has been handled.</summary>
    public async Task CatchUpAsync()
    {
        var newest = await Host.Get<Portal.Ledger.LedgerReader>().NewestAsync(Stop);
        await Until.TrueAsync(
            "the notifier",
            async () => await Host.Get<Database>().ReadAsync(
                connection => connection.QuerySingleOrDefault<long?>("SELECT position FROM ledger_follower WHERE name = 'notices'") >= newest, Stop),
            Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        _device?.Dispose();
        await Host.DisposeAsync();
        await Service.DisposeAsync();
        _reader.Dispose();
        foreach (var browser in _browsers)
            browser.Dispose();
    }
}
