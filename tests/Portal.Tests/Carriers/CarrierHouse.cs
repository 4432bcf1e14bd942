using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>One portal for a class of tests: an owner, an operator, two verified carriers. Each test takes a place of its own.</summary>
public sealed class CarrierHouse : IAsyncLifetime
{
    private readonly TimeProvider _time;

    public CarrierHouse()
        : this(TimeProvider.System)
    {
    }

    internal CarrierHouse(TimeProvider time) => _time = time;

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal PortalHost Host { get; private set; } = null!; // Set before the first test, like the others.

    internal NewOwner Owner { get; private set; } = null!;

    internal AccountId Operator { get; private set; }

    internal FakeCarrier Nordpost { get; private set; } = null!;

    internal FakeCarrier Other { get; private set; } = null!;

    internal DateTimeOffset Now => Host.Get<TimeProvider>().GetUtcNow();

    internal Database Database => Host.Get<Database>();

    public async ValueTask InitializeAsync()
    {
        Host = await PortalHost.StartAsync(
            new PortalHostOptions
            {
                Time = _time,
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Portal:Carriers:CallsAtOnce"] = "100000",
                    ["Portal:Carriers:CallsPerSecond"] = "10000",
                },
            },
            Stop);
        Owner = await Host.AddOwnerAsync("owner@example.org", Stop);
        Operator = await Host.AddStaffAsync("operator@example.org", StaffRole.Operator, Stop);
        Nordpost = await FakeCarrier.AddAsync(Host, Operator, "Nordpost", Stop);
        Other = await FakeCarrier.AddAsync(Host, Operator, "Südpost", Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Nordpost.Dispose();
        Other.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A car of the owner's, and its handle.</summary>
    internal async Task<(AccessPointId Id, string Handle)> AddCarAsync()
    {
        var id = await Host.AddCarAsync(Owner.Account, Stop);
        return (id, await HandleAsync(id));
    }

    /// <summary>A door of the owner's in Berlin, and its handle.</summary>
    internal async Task<(AccessPointId Id, string Handle)> AddDoorAsync(string instructions = "")
    {
        var draft = new AccessPointDraft
        {
            Kind = AccessPointKind.Door, Name = "Front door", TimeZone = "Europe/Berlin", Latitude = 52.54381, Longitude = 13.38712, Instructions = instructions,
        };
        var id = (await Host.Get<AccessPoints>().AddAsync(Owner.Account, draft, Stop)).Added ?? throw new InvalidOperationException("Refused.");
        return (id, await HandleAsync(id));
    }

    /// <summary>A request of Nordpost's that the owner approved, from now for so many minutes or from later on.</summary>
    internal async Task<DeliveryId> ApprovedAsync(string handle, double from = 0, double to = 60)
    {
        var now = Now;
        var id = await Nordpost.RequestAsync(handle, now, Stop, (from, to));
        await ApproveAsync(id);
        return id;
    }

    internal async Task ApproveAsync(DeliveryId id)
    {
        var delivery = await FindAsync(id);
        Assert.Equal(DeliveryOutcome.Done, await Host.Get<Answers>().ApproveAsync(Owner.Account, id, delivery.Proposed[0], Stop));
    }

    internal async Task<Delivery> FindAsync(DeliveryId id) =>
        await Database.ReadAsync(connection => DeliveryStore.Find(connection, id), Stop) ?? throw new InvalidOperationException(id + " is gone.");

    internal async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(DeliveryId id, string? kind = null) =>
        await Database.ReadAsync(
            connection => LedgerReader.Read(
                connection, "body.delivery_id = @id AND (@kind IS NULL OR body.kind = @kind) ORDER BY body.position", new { id, kind }),
            Stop);

    /// <summary>The token of the delivery's driver link.</summary>
    internal async Task<string> LinkAsync(DeliveryId id) =>
        (await Database.ReadAsync(connection => Host.Get<Grants>().Prove(connection, id), Stop))?.LinkToken
        ?? throw new InvalidOperationException("There is no link.");

    private Task<string> HandleAsync(AccessPointId id) => Database.ReadAsync(
        connection => Dapper.SqlMapper.QuerySingle<string>(connection, "SELECT handle FROM access_point WHERE id = @id", new { id }), Stop);
}
