using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Deliveries;

/// <summary>A household with an owner, an approver, a viewer and a car, a verified carrier, and the use cases of Deliveries over a real database.</summary>
internal sealed class DeliveryHouse : IDisposable
{
    private const string KeyOfTests = "0123456789abcdef0123456789abcdef";
    private readonly TestDatabase _file;

    public DeliveryHouse()
    {
        _file = new TestDatabase(Time);
        var ledger = new LedgerWriter(new LedgerSignal());
        Codes = new GrantCodes(new GrantSecrets(System.Text.Encoding.ASCII.GetBytes(KeyOfTests)), Sealed);
        Grants = new Grants(Codes);
        Changes = new DeliveryChanges(ledger);
        Approvals = new RuleApprovals(Changes, Grants);
        Requests = new DeliveryRequests(Changes, Grants, Approvals);
        Rules = new StandingRules(Database, ledger, Time);
        Settings = new DropOffSettings(Database, ledger, Time);
        Answers = new Answers(
            Database, Changes, Grants, new OwnerCommands(Database, ledger, Link, new TrustedClock(Time), NullLogger<OwnerCommands>.Instance), Time);
        OwnerAnswers = new OwnerAnswers(Database, Changes, Zones, Time);
        ZoneRules = new ZoneRuleWatch(Database, Changes, Zones, Time, NullLogger<ZoneRuleWatch>.Instance);
        HandMade = new HandMadeDeliveries(Database, Changes, Grants, new PublicUrl(new Uri("https://portal.example")), Time);
        Outcome = new GrantOutcome(Changes, new Fallbacks(Changes, Approvals), NullLogger<GrantOutcome>.Instance);
        Reader = new LedgerReader(Database);
        Seed();
    }

    public ManualTime Time { get; } = new();

    /// <summary>What was sent to devices.</summary>
    public SentCommands Link { get; } = new();

    public Database Database => _file.Database;

    public DeviceSecrets Sealed { get; } = new(new EphemeralDataProtectionProvider());

    public GrantCodes Codes { get; }

    public Grants Grants { get; }

    public DeliveryChanges Changes { get; }

    public RuleApprovals Approvals { get; }

    public DeliveryRequests Requests { get; }

    public StandingRules Rules { get; }

    public DropOffSettings Settings { get; }

    public Answers Answers { get; }

    public OwnerAnswers OwnerAnswers { get; }

    /// <summary>The zone rules of now, as the watch and the owners' answers read them.</summary>
    public FakeZones Zones { get; } = new();

    public ZoneRuleWatch ZoneRules { get; }

    public HandMadeDeliveries HandMade { get; }

    public GrantOutcome Outcome { get; }

    public LedgerReader Reader { get; }

    public HouseholdId Household { get; } = PortalId.New<HouseholdId>(ManualTime.Start);

    public AccountId Owner { get; } = PortalId.New<AccountId>(ManualTime.Start);

    public AccountId Approver { get; } = PortalId.New<AccountId>(ManualTime.Start);

    public AccountId Viewer { get; } = PortalId.New<AccountId>(ManualTime.Start);

    /// <summary>Has a household too, but not this one.</summary>
    public AccountId Stranger { get; } = PortalId.New<AccountId>(ManualTime.Start);

    public CarrierId Carrier { get; } = PortalId.New<CarrierId>(ManualTime.Start);

    public CarrierId OtherCarrier { get; } = PortalId.New<CarrierId>(ManualTime.Start);

    public AccessPointId Car { get; } = PortalId.New<AccessPointId>(ManualTime.Start);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static NewRequest NewRequest(params IReadOnlyList<DeliveryWindow> windows) => new()
    {
        Handle = "TRK-7Q4F-9KX2",
        TrackingNumber = "NP161094",
        Parcel = new Parcel { Description = "Shoes" },
        Windows = windows.Count > 0 ? windows : [SomeDelivery.Window(1, 2), SomeDelivery.Window(4, 6)],
    };

    public async Task<DeliveryId> RequestAsync(params IReadOnlyList<DeliveryWindow> windows) =>
        (await Database.WriteAsync(tx => Requests.Request(tx, Carrier, NewRequest(windows), Time.GetUtcNow()), Stop))?.Id
        ?? throw new InvalidOperationException("The request was refused.");

    /// <summary>A delivery that the owner has approved from 1 h to 2 h after the start.</summary>
    public async Task<DeliveryId> ApprovedAsync()
    {
        var id = await RequestAsync();
        Assert.Equal(DeliveryOutcome.Done, await Answers.ApproveAsync(Owner, id, SomeDelivery.Window(1, 2), Stop));
        return id;
    }

    /// <summary>A key box that is paired with the car.</summary>
    public async Task<DeviceId> AddBoxAsync()
    {
        var now = Time.GetUtcNow();
        var box = PortalId.New<DeviceId>(now);
        await Database.WriteAsync(
            tx =>
            {
                tx.Connection.Execute(
                    """
                    INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds, key_x,
                                        key_y, key_thumbprint, check_number, claimed_at, paired_at)
                    VALUES (@box, @Car, 'active', 'key-box', 'Box', '1', '1', '["lock"]', 60, '', '', @box, '', @now, @now)
                    """,
                    new { box, Car, now });
                DeviceStore.Begin(tx, box, 60);
            },
            Stop);
        return box;
    }

    public async Task<Delivery> FindAsync(DeliveryId id) =>
        await Database.ReadAsync(connection => DeliveryStore.Find(connection, id), Stop) ?? throw new InvalidOperationException(id + " is gone.");

    /// <summary>The state of the delivery's newest grant; null when it has none.</summary>
    public Task<string?> GrantStateAsync(DeliveryId id) => Database.ReadAsync(
        connection => GrantStore.FindOf(connection, id)?.State, Stop);

    /// <summary>The kinds of the delivery's entries, in order.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(DeliveryId id) =>
        (await Reader.AfterAsync(-1, 1000, Stop)).Where(entry => entry.DeliveryId == id).ToList();

    public Task<bool> HasTimerAsync(DeliveryId id) => Database.ReadAsync(
        connection => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM timer WHERE subject = @Value)", new { id.Value }), Stop);

    /// <summary>When the request lapses; null when it no longer does.</summary>
    public Task<DateTimeOffset?> DueAsync(DeliveryId id) => Database.ReadAsync(
        connection => connection.QuerySingleOrDefault<DateTimeOffset?>("SELECT due_at FROM timer WHERE subject = @Value", new { id.Value }), Stop);

    /// <summary>The household blocks the carrier everywhere.</summary>
    public Task BlockAsync() => Database.WriteAsync(
        tx => tx.Connection.Execute("INSERT INTO carrier_block VALUES (@Household, '', @Carrier, 0)", new { Household, Carrier }), Stop);

    public void Dispose()
    {
        ZoneRules.Dispose();
        _file.Dispose();
    }

    private void Seed()
    {
        var now = Time.GetUtcNow();
        var elsewhere = PortalId.New<HouseholdId>(now);
        Database.WriteAsync(
            tx =>
            {
                foreach (var (account, name) in new[] { (Owner, "Mara"), (Approver, "Jonas"), (Viewer, "Ida"), (Stranger, "Otto") })
                {
                    tx.Connection.Execute(
                        """
                        INSERT INTO account (id, name, email, email_normalized, security_stamp, concurrency_stamp, created_at)
                        VALUES (@account, @name, @name, @name, '', '', @now)
                        """,
                        new { account, name, now });
                }

                foreach (var household in new[] { Household, elsewhere })
                    tx.Connection.Execute("INSERT INTO household VALUES (@household, 'Home', 'Europe/Berlin', @now)", new { household, now });
                foreach (var (household, account, role) in new[]
                    { (Household, Owner, "owner"), (Household, Approver, "approver"), (Household, Viewer, "viewer"), (elsewhere, Stranger, "owner") })
                    tx.Connection.Execute("INSERT INTO member VALUES (@household, @account, @role, @now)", new { household, account, role, now });
                foreach (var (carrier, name) in new[] { (Carrier, "Nordpost"), (OtherCarrier, "Südpost") })
                    tx.Connection.Execute(
                        "INSERT INTO carrier (id, name, standing, registered_at, verified_at) VALUES (@carrier, @name, 'verified', @now, @now)",
                        new { carrier, name, now });
                tx.Connection.Execute(
                    """
                    INSERT INTO access_point (id, household_id, kind, name, time_zone, handle, instructions, car_make, car_model, car_colour,
                                              car_plate, reach_metres, created_at)
                    VALUES (@Car, @Household, 'trunk', 'Volvo V60', 'Europe/Berlin', 'TRK-7Q4F-9KX2', 'Behind the net.', 'Volvo', 'V60', 'dark blue',
                            'B-MB 2417', 150, @now)
                    """,
                    new { Car, Household, now });
            },
            Stop).GetAwaiter().GetResult();
    }
}
