using System.Text.Json;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>What becomes of a batch of events: stored whole and acknowledged, or refused whole.</summary>
public sealed class ReportTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_Batch_IsAcknowledgedUpToItsLast()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        var answer = await ReportAsync(hub, device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.Battery, """{"percent":71}"""));

        Assert.Null(answer.Error);
        Assert.Equal("""{"epoch":1,"seq":2}""", answer.Result?.GetProperty("acked").GetRawText());
        Assert.True(WireTime.TryParse(answer.Result?.GetProperty("serverTime").GetString(), out _));
        Assert.Equal([EventKinds.Locked, EventKinds.Battery], (await EntriesAsync(device)).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task S21_Report_SameBytesAgain_AcknowledgedAndStoredOnce()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var batch = new[] { device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.DoorClosed) };

        await ReportAsync(hub, batch);
        var again = await ReportAsync(hub, batch);

        Assert.Equal(2, again.Result?.GetProperty("acked").GetProperty("seq").GetInt64());
        Assert.Equal(2, (await EntriesAsync(device)).Count);
    }

    [Fact]
    public async Task S21_Report_SameNumberOtherBytes_RefusedAndLockedOut()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await ReportAsync(hub, device.Event(1, EventKinds.Locked));

        var refused = await ReportAsync(hub, device.Event(2, EventKinds.Locked), device.Event(1, EventKinds.Unlocked));

        Assert.Equal((GatewayErrorCodes.SequenceConflict, "[1].seq"), Refusal(refused));
        Assert.Equal("quarantined", (await hub.NextAsync(GatewayMethods.Disconnecting, Cancel)).GetProperty("reason").GetString());
        await hub.Closed;
        var kinds = (await EntriesAsync(device)).Select(entry => entry.Kind).ToList();
        Assert.Equal(1, kinds.Count(kind => kind == EventKinds.Locked));
        Assert.DoesNotContain(EventKinds.Unlocked, kinds);
        Assert.Contains(EntryKinds.DeviceQuarantined, kinds);
        await Assert.ThrowsAnyAsync<Exception>(() => device.ConnectAsync(Cancel));
    }

    [Fact]
    public async Task S22_Report_StateWithoutSignature_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        var refused = await ReportAsync(
            hub, device.Event(1, EventKinds.Started), device.Event(2, EventKinds.Unlocked) with { Signature = null });

        Assert.Equal((GatewayErrorCodes.SignatureInvalid, "[1].signature"), Refusal(refused));
        Assert.Empty(await EntriesAsync(device));
    }

    [Fact]
    public async Task S22_Report_SignatureOfOtherWords_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        var refused = await ReportAsync(hub, device.Event(1, EventKinds.Locked) with { Kind = EventKinds.Unlocked });

        Assert.Equal((GatewayErrorCodes.SignatureInvalid, "[0].signature"), Refusal(refused));
    }

    [Fact]
    public async Task S22_Report_AnotherDevicesSignature_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        using var other = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal((GatewayErrorCodes.SignatureInvalid, "[0].signature"), Refusal(await ReportAsync(hub, other.Event(1, EventKinds.Locked))));
    }

    [Fact]
    public async Task S22_Report_FalseSignatureWhereNoneIsNeeded_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var press = device.Event(1, EventKinds.Press) with { Signature = device.Event(1, EventKinds.Locked).Signature };

        Assert.Equal((GatewayErrorCodes.SignatureInvalid, "[0].signature"), Refusal(await ReportAsync(hub, press)));
    }

    [Fact]
    public async Task S22_Report_State_KeepsBytesAndSignatureInTheLedger()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var opened = device.Event(1, EventKinds.DoorOpened, """{"source":"keypad","note":"grün \"€\""}""");

        await ReportAsync(hub, opened);

        var body = await house.Host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<byte[]>(
                "SELECT body FROM ledger_body WHERE device_id = @Id AND kind = 'door_opened'", new { device.Id }),
            Cancel);
        var evidence = EntryBody.EvidenceOf(body);
        Assert.NotNull(evidence);
        Assert.Equal(EventBytes.Of(device.Id.Value, opened), evidence.CanonicalBytes);
        Assert.True(EventSignature.Verify(device.Key, evidence.CanonicalBytes, evidence.Signature));
        Assert.Equal(opened.Data, EntryBody.DataOf(body));
    }

    [Fact]
    public async Task S20_Report_TimeFarAhead_IsShownAtReceiptAndFlagged()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var ahead = house.Host.Get<TimeProvider>().GetUtcNow().AddHours(3);

        Assert.Null((await ReportAsync(hub, device.Event(1, EventKinds.Locked, at: ahead))).Error);

        var locked = Assert.Single(await EntriesAsync(device), entry => entry.Kind == EventKinds.Locked);
        Assert.Equal(locked.ReceivedAt, locked.At);
        Assert.Equal(ahead.ToUnixTimeMilliseconds(), locked.ClaimedAt?.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Report_LongAgo_IsStoredLate()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Null((await ReportAsync(hub, device.Event(1, EventKinds.Locked, at: DateTimeOffset.UnixEpoch))).Error);

        Assert.True(Assert.Single(await EntriesAsync(device), entry => entry.Kind == EventKinds.Locked).Late);
    }

    [Fact]
    public async Task Report_UnknownKind_IsStoredAsItIs()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Null((await ReportAsync(hub, device.Event(1, "sang_a_song", """{"verses":3}"""))).Error);

        var entry = Assert.Single(await EntriesAsync(device));
        Assert.Equal(("sang_a_song", """{"verses":3}"""), (entry.Kind, entry.Data));
    }

    [Fact]
    public async Task Report_OutOfOrder_IsStoredInItsPlace()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Null((await ReportAsync(hub, device.Event(3, EventKinds.Press))).Error);
        Assert.Null((await ReportAsync(hub, device.Event(1, EventKinds.Press), device.Event(2, EventKinds.Press))).Error);

        Assert.Equal(3, (await EntriesAsync(device)).Count);
    }

    [Fact]
    public async Task Pending_EverythingButHeartbeat_AnswersPending()
    {
        using var device = await house.ClaimDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Null((await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat())).Error);
        Assert.Equal(GatewayErrorCodes.DevicePending, Refusal(await ReportAsync(hub, device.Event(1, EventKinds.Locked))).Code);
        foreach (var method in new[] { GatewayMethods.CheckCode, GatewayMethods.CommandResult, GatewayMethods.GrantsSynced })
            Assert.Equal(GatewayErrorCodes.DevicePending, Refusal(await hub.InvokeAsync(method, Cancel, "{}")).Code);
        Assert.DoesNotContain(await EntriesAsync(device), entry => entry.Kind == EventKinds.Locked);
    }

    internal static Task<HubAnswer> ReportAsync(HubSocket hub, params DeviceEvent[] batch) =>
        hub.InvokeAsync(GatewayMethods.Report, Cancel, JsonSerializer.Serialize(batch, GatewayJson.Options));

    internal static (string Code, string Field) Refusal(HubAnswer answer) =>
        GatewayError.TryParse(answer.Error, out var error) ? (error.Code, error.Field) : (answer.Error ?? "accepted", "");

    /// <summary>The device's own entries since it was paired.</summary>
    private async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(TestDevice device) =>
        await house.Host.Get<Database>().ReadAsync(
            connection => LedgerReader.Read(
                connection,
                """
                body.device_id = @Id AND body.kind NOT IN ('device_claimed', 'device_paired', 'device_online', 'alert_opened', 'state_unknown')
                ORDER BY body.position
                """,
                new { device.Id }),
            Cancel);
}
