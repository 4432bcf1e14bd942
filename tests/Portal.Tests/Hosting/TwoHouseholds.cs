using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Gateway;
using Portal.Client.Notifications;
using Portal.Client.Support;
using Portal.Device.Protocol;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Notifications;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>A household with one of everything that has an id, and the strangers to it: a member of another, a carrier, a device, an agent.</summary>
public sealed class TwoHouseholds : IAsyncLifetime
{
    public const string Stranger = "stranger@example.org";
    private const string Plate = "B-PT 2026";

    private NewOwner _owner = null!; // Set before the first test, like the others.
    private NewOwner _stranger = null!;
    private AccountId _agent;
    private AccountId _otherAgent;
    private FakeCarrier _theirCarrier = null!;

    internal PortalHost Host { get; private set; } = null!;

    internal FakeCarrier OtherCarrier { get; private set; } = null!;

    internal TestDevice OthersDevice { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host = await PortalHost.StartAsync(Stop);
        _owner = await Host.AddOwnerAsync("owner@example.org", Stop);
        _stranger = await Host.AddOwnerAsync(Stranger, Stop);
        _agent = await Host.AddStaffAsync("agent@example.org", StaffRole.Support, Stop);
        _otherAgent = await Host.AddStaffAsync("other.agent@example.org", StaffRole.Support, Stop);
        var @operator = await Host.AddStaffAsync("operator@example.org", StaffRole.Operator, Stop);
        _theirCarrier = await FakeCarrier.AddAsync(Host, @operator, "Nordpost", Stop);
        OtherCarrier = await FakeCarrier.AddAsync(Host, @operator, "Südpost", Stop);
        OthersDevice = await Host.PairDeviceAsync(_stranger.Account, await Host.AddCarAsync(_stranger.Account, Stop), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _theirCarrier.Dispose();
        OtherCarrier.Dispose();
        OthersDevice.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>Who may ask about their ids at this port.</summary>
    internal AccountId PartyTo(PortCall call) => call.IsSupports ? _agent : _owner.Account;

    /// <summary>Who may use this port too, but for something else.</summary>
    internal AccountId StrangerTo(PortCall call) => call.IsSupports ? _otherAgent : _stranger.Account;

    /// <summary>
    /// Things of the owner's, new ones each time: a car whose box has raised an alarm and was asked to lock, with a delivery made by hand
    /// and a pairing code; a box that waits to be confirmed; and a look of an agent's.
    /// </summary>
    internal async Task<SomeIds> FurnishAsync()
    {
        await WantTheCarrierAsync();
        var car = await Host.AddCarAsync(_owner.Account, Stop);
        using var device = await Host.PairDeviceAsync(_owner.Account, car, Stop);
        await using var hub = await device.ConnectAsync(Stop);
        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.DoorForcedOpen));
        await Host.AskPairingCodeAsync(_owner.Account, car, Stop);
        using var waiting = await Host.ClaimDeviceAsync(_owner.Account, await Host.AddCarAsync(_owner.Account, Stop), Stop);

        await using var page = await Host.OpenPageAsync(_owner.Account, Stop);
        var (access, deliveries) = (page.ServiceProvider.GetRequiredService<IHouseholdAccess>(), page.ServiceProvider.GetRequiredService<IHouseholdDeliveries>());
        Assert.Equal(CommandOutcome.Asked, await access.LockAsync(car, Stop));
        var now = Host.Get<TimeProvider>().GetUtcNow();
        var draft = new HandMadeDraft { AccessPoint = car, Description = "The baker", Start = now, End = now.AddHours(1) };
        var delivery = Assert.NotNull((await deliveries.MakeByHandAsync(draft, Stop)).Made);
        var shown = await deliveries.ShowAccessAsync(delivery, Stop) ?? throw new InvalidOperationException("There is no code.");

        var ids = new SomeIds
        {
            Code = shown.Code,
            Telling = [car.Value, delivery.Value, device.Id.Value, waiting.Id.Value, _owner.Account.Value, _owner.Household.Value, Plate, "The baker"],
        };
        ids.Add(_owner.Household);
        ids.Add(_owner.Account);
        ids.Add(car);
        ids.Add(delivery);
        ids.Add(waiting.Id);
        ids.Add(await FindAsync<AlertId>("SELECT id FROM alert WHERE access_point_id = @car", new { car }));
        ids.Add(await FindAsync<CommandId>("SELECT id FROM command WHERE device_id = @Id", new { device.Id }));
        ids.Add(await LinkAsync());
        ids.Add(await TokenAsync(page.ServiceProvider.GetRequiredService<IAccessTokens>()));
        ids.Add(await PasskeyAsync());
        ids.Add(await InvitationAsync());
        ids.Add(await BrowserAsync(page.ServiceProvider.GetRequiredService<INotices>()));
        ids.Add(await LookAsync(delivery));
        ids.Add(_theirCarrier.Id);
        await page.ServiceProvider.GetRequiredService<ICalendarFeeds>().MakeAsync(_owner.Household, Stop);
        ids.Add(await RuleAsync(page.ServiceProvider.GetRequiredService<IHouseholdRules>(), car));
        return ids;
    }

    /// <summary>A program's session: what ends one of a browser ends it too.</summary>
    private async Task<SessionId> TokenAsync(IAccessTokens tokens)
    {
        await tokens.MakeAsync("Doorbell lamp", Stop);
        return await FindAsync<SessionId>(
            "SELECT id FROM session WHERE account_id = @Account AND token_hash IS NOT NULL AND ended_at IS NULL ORDER BY id DESC LIMIT 1", new { _owner.Account });
    }

    /// <summary>A delivery that their carrier asked for and the owner approved.</summary>
    internal async Task<DeliveryId> ApprovedAsync()
    {
        await WantTheCarrierAsync();
        var car = await Host.AddCarAsync(_owner.Account, Stop);
        var handle = await FindAsync<string>("SELECT handle FROM access_point WHERE id = @car", new { car });
        var now = Host.Get<TimeProvider>().GetUtcNow();
        var delivery = await _theirCarrier.RequestAsync(handle, now, Stop, (0, 60));
        await using var page = await Host.OpenPageAsync(_owner.Account, Stop);
        var deliveries = page.ServiceProvider.GetRequiredService<IHouseholdDeliveries>();
        var asked = await deliveries.FindAsync(delivery, Stop) ?? throw new InvalidOperationException("There is no request.");
        Assert.Equal(DeliveryOutcome.Done, await deliveries.ApproveAsync(delivery, asked.Delivery.ProposedWindows[0], Stop));
        return delivery;
    }

    internal Task<T> FindAsync<T>(string sql, object parameters) =>
        Host.Get<Database>().ReadAsync(connection => connection.QuerySingle<T>(sql, parameters), Stop);

    /// <summary>A test before may have blocked it, being the owner.</summary>
    private async Task WantTheCarrierAsync()
    {
        await using var page = await Host.OpenPageAsync(_owner.Account, Stop);
        var carriers = page.ServiceProvider.GetRequiredService<IHouseholdCarriers>();
        Assert.Equal(CarrierBlockOutcome.Done, await carriers.BlockAsync(_owner.Household, _theirCarrier.Id, isBlocked: false, Stop));
    }

    private async Task<StandingRuleId> RuleAsync(IHouseholdRules rules, AccessPointId car)
    {
        var draft = new StandingRuleDraft
        {
            AccessPoint = car, Carrier = _theirCarrier.Id, Days = Weekdays.Sunday, From = new TimeOnly(3, 0), To = new TimeOnly(4, 0),
        };
        return Assert.NotNull((await rules.MakeAsync(draft, Stop)).Made);
    }

    /// <summary>An account at a maker that the operator has not set up: it can be taken back, and nothing else.</summary>
    private async Task<CloudLinkId> LinkAsync()
    {
        var link = PortalId.New<CloudLinkId>(Host.Get<TimeProvider>().GetUtcNow());
        await Host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute(
                """
                INSERT INTO cloud_link (id, household_id, cloud, state, sealed, asked_by, asked_at)
                VALUES (@link, @Household, 'seam', 'linked', x'00', @Account, 0)
                """,
                new { link, _owner.Household, _owner.Account }),
            Stop);
        return link;
    }

    private async Task<InvitationId> InvitationAsync()
    {
        await Host.Get<Database>().WriteAsync(tx => tx.Connection.Execute("DELETE FROM invitation"), Stop);
        await Host.Get<Invitations>().MakeAsync(_owner.Account, isFresh: true, _owner.Household, MemberRole.Viewer, Stop);
        return await FindAsync<InvitationId>("SELECT id FROM invitation", new { });
    }

    private async Task<PasskeyId> PasskeyAsync()
    {
        var passkey = PortalId.New<PasskeyId>(Host.Get<TimeProvider>().GetUtcNow());
        await Host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute(
                """
                INSERT INTO account_passkey (id, credential_id, account_id, public_key, sign_count, transports, is_user_verified,
                                             is_backup_eligible, is_backed_up, attestation_object, client_data_json, created_at)
                VALUES (@passkey, randomblob(16), @Account, x'00', 0, '', 1, 0, 0, x'00', x'00', 0)
                """,
                new { passkey, _owner.Account }),
            Stop);
        return passkey;
    }

    /// <summary>A browser of the owner's whose push service nobody answers for.</summary>
    private async Task<PushBrowserId> BrowserAsync(INotices notices)
    {
        using var browser = new TestBrowser("http://localhost:9/push/" + Guid.NewGuid().ToString("N"));
        Assert.Equal(AddBrowserOutcome.Added, await notices.AddBrowserAsync(browser.Said, Stop));
        return Assert.Single((await notices.FindAsync(browser.Said.Endpoint, Stop))?.Browsers ?? [], one => one.IsThis).Id;
    }

    private async Task<LookId> LookAsync(DeliveryId delivery)
    {
        await using var page = await Host.OpenPageAsync(_agent, Stop);
        var request = new LookRequest { TrackingNumberOrId = delivery.Value, CaseNumber = "4711", Reason = "The baker says it is shut" };
        return Assert.NotNull((await page.ServiceProvider.GetRequiredService<ISupportReview>().LookAsync(request, Stop)).Look);
    }
}
