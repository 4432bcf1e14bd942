using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Gateway;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Benchmarks.LivePage;

/// <summary>
/// Where the time of one event goes: each step of its path by itself, in this process and one after the other. What the whole path takes
/// beyond their sum is handing over between threads, rendering, the wire and the browser.
/// </summary>
internal static class LivePageProfile
{
    private const int WarmUp = 300;
    private const int Samples = 1000;

    public static async Task RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var machine = Machine.Now();
        using var stage = await PortalStage.BuildAsync(options.Port, devices: 1, cancellationToken);
        using var folder = stage.CopyFolder();
        await using var app = stage.BuildPortal(folder);
        await app.StartAsync(cancellationToken);
        var clock = new StepClock();
        await WalkAsync(app.Services, stage, clock, WarmUp, cancellationToken);
        clock.Forget();
        await WalkAsync(app.Services, stage, clock, Samples, cancellationToken);
        await app.StopAsync(cancellationToken);

        var result = new LivePageProfileResult(machine, Samples, clock.Steps());
        foreach (var step in result.Steps)
            Report.Say($"live-page-profile: {step.P50Ms,7:0.000} / {step.P99Ms,7:0.000} ms  {step.Name}");
        await Report.SaveAsync(options, "live-page-profile", result, cancellationToken);
    }

    private static async Task WalkAsync(
        IServiceProvider services, PortalStage stage, StepClock clock, int events, CancellationToken cancellationToken)
    {
        var device = stage.Devices[0];
        var enrolled = await services.GetRequiredService<PairingClaims>().FindAsync(device.Id, cancellationToken)
            ?? throw new InvalidOperationException("The device is not paired.");
        using var keys = new DeviceKeys(enrolled);
        var database = services.GetRequiredService<Database>();
        var reports = services.GetRequiredService<DeviceReports>();
        var ledger = services.GetRequiredService<LedgerReader>();
        var first = 1 + await database.ReadAsync(
            connection => connection.ExecuteScalar<long>("SELECT highest_seq FROM device_state WHERE device_id = @Id", new { device.Id }),
            cancellationToken);
        await using var screen = services.CreateAsyncScope();
        var session = await database.WriteAsync(
            tx => AccountStore.Find(tx.Connection, stage.Owner) is { } owner
                ? Sessions.Start(tx, owner, "Firefox on Linux", services.GetRequiredService<TimeProvider>().GetUtcNow())
                : null,
            cancellationToken) ?? throw new InvalidOperationException("The owner is not there.");
        if (screen.ServiceProvider.GetRequiredService<AuthenticationStateProvider>() is not IHostEnvironmentAuthenticationStateProvider signedIn)
            throw new InvalidOperationException("A page could not be told who is signed in.");
        signedIn.SetAuthenticationState(Task.FromResult(new AuthenticationState(session.ToPrincipal())));

        for (var seq = first; seq < first + events; seq++)
        {
            var happened = device.Event(seq, seq % 2 == 0 ? EventKinds.DoorOpened : EventKinds.DoorClosed);
            var message = JsonSerializer.SerializeToElement(new[] { happened }, GatewayJson.Options);
            clock.Time("signature alone", () => EventSignature.Verify(device.Key, EventBytes.Of(device.Id.Value, happened), happened.Signature));
            var batch = clock.Time("gateway: read the message, check shape and signature", () => EventBatch.Read(message, enrolled, keys));
            await clock.TimeAsync("writer alone: queue, one row, commit", () => ProbeAsync(database, cancellationToken));
            await clock.TimeAsync(
                "record: queue, state, ledger, commit",
                () => reports.RecordAsync(device.Id, batch.Value ?? throw new InvalidDataException(batch.Fault?.ToString()), cancellationToken));
            await TakeRecordApartAsync(services, device.Id, clock, cancellationToken);
            var newest = await ledger.NewestAsync(cancellationToken);
            await clock.TimeAsync("bell: read the new entry", () => ledger.AfterAsync(newest - 1, 1000, cancellationToken));
            await ReadPageAsync(screen.ServiceProvider, stage.AccessPoint, clock, cancellationToken);
        }
    }

    private static Task<int> ProbeAsync(Database database, CancellationToken cancellationToken) => database.WriteAsync(
        tx => tx.Prepared("INSERT INTO storage_probe (one, at) VALUES (1, @0) ON CONFLICT (one) DO UPDATE SET at = excluded.at", 1L).ExecuteNonQuery(),
        cancellationToken);

    /// <summary>Parts of recording, on the writer's thread inside a transaction of their own.</summary>
    private static async Task TakeRecordApartAsync(IServiceProvider services, DeviceId device, StepClock clock, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<Database>();
        var writer = services.GetRequiredService<LedgerWriter>();
        var alerts = services.GetRequiredService<Alerts>();
        await database.WriteAsync(
            tx =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var found = clock.Time("record, in the transaction: find the device", () => DeviceStore.Find(tx.Connection, device))
                    ?? throw new DeviceGoneException(device);
                clock.Time("record, in the transaction: save its state", () => SaveTwice(tx, found, now));
                clock.Time("record, in the transaction: clear an alert", () => Clear(alerts, tx, found, now));
                return clock.Time(
                    "record, in the transaction: append to the ledger",
                    () => writer.Append(tx, now, found.Entry(EventKinds.DoorClosed, Actor.Portal, now)));
            },
            cancellationToken);
    }

    private static bool SaveTwice(Transaction tx, DeviceContext device, DateTimeOffset now)
    {
        DeviceStore.Save(tx, device);
        DeviceStore.Heard(tx, device.Device, now, batteryPercent: null);
        return true;
    }

    private static bool Clear(Alerts alerts, Transaction tx, DeviceContext device, DateTimeOffset now)
    {
        alerts.Clear(tx, device, AlertKind.Obstructed, now);
        return true;
    }

    /// <summary>What the page of an access point reads at each ring.</summary>
    private static async Task ReadPageAsync(IServiceProvider screen, AccessPointId point, StepClock clock, CancellationToken cancellationToken)
    {
        var access = screen.GetRequiredService<IHouseholdAccess>();
        var deliveries = screen.GetRequiredService<IHouseholdDeliveries>();
        var activity = screen.GetRequiredService<IHouseholdActivity>();
        await clock.TimeAsync("page: who asks (part of each read)", () => screen.GetRequiredService<CurrentMember>().SessionAsync(cancellationToken));
        await clock.TimeAsync("page: the access point", () => access.FindAsync(point, cancellationToken));
        await clock.TimeAsync("page: alerts", () => access.ListAlertsAsync(cancellationToken));
        await clock.TimeAsync("page: deliveries", () => deliveries.ListCurrentAsync(cancellationToken));
        await clock.TimeAsync("page: the latest entries", () => activity.ListAsync(new ActivityFilter { AccessPoint = point }, before: null, 8, cancellationToken));
    }
}

internal sealed record LivePageProfileResult(Machine Machine, int Events, IReadOnlyList<Step> Steps);
