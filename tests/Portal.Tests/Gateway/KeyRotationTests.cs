using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Gateway;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;
using DeviceEvent = Portal.Device.Protocol.DeviceEvent;

namespace Portal.Tests.Gateway;

/// <summary>A device gets a new key (docs/decisions/0019): the old one opens nothing from then on, and what it signed stays evidence.</summary>
public sealed class KeyRotationTests(OneHouse house) : IClassFixture<OneHouse>, IAsyncLifetime
{
    private readonly ECDsa _newKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private TestDevice _device = null!; // Set before the first test.
    private TestDevice _renewed = null!; // Set before the first test.

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PortalHost Host => house.Host;

    public async ValueTask InitializeAsync()
    {
        _device = await house.PairDeviceAsync(Cancel);
        _renewed = _device.With(_newKey);
    }

    public ValueTask DisposeAsync()
    {
        _device.Dispose();
        _renewed.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task S21_Rotated_TheOldKeyIsCutOffAndSignsInNoMore()
    {
        await using var line = await _device.ConnectAsync(Cancel);
        await line.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat());

        Assert.Equal((200, "2"), await RotateAsync(_device.Token()));

        Assert.Equal(Disconnecting.KeyRotated, (await line.NextAsync(GatewayMethods.Disconnecting, Cancel)).GetProperty("reason").GetString());
        await line.Closed;
        await Assert.ThrowsAnyAsync<WebSocketException>(() => _device.ConnectAsync(Cancel));
        await using var again = await _renewed.ConnectAsync(Cancel);
        await again.ReportAsync(Cancel, Of(epoch: 2, seq: 1, EventKinds.Locked, _renewed));
    }

    [Fact]
    public async Task S22_WhatTheOldKeySigned_IsStillTakenAndStaysEvidence()
    {
        await RotateAsync(_device.Token(), lastSeq: 1);
        await using var line = await _renewed.ConnectAsync(Cancel);
        var waiting = Of(epoch: 1, seq: 1, EventKinds.Locked, _device);

        await line.ReportAsync(Cancel, waiting, Of(epoch: 2, seq: 1, EventKinds.DoorClosed, _renewed));

        var kept = EntryBody.EvidenceOf(await Host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<byte[]>(
                "SELECT body FROM ledger_body WHERE device_id = @Id AND kind = @Locked", new { _device.Id, EventKinds.Locked }),
            Cancel));
        Assert.NotNull(kept);
        var former = await Host.Get<Database>().ReadAsync(connection => FormerEpochs.Keys(connection, _device.Id), Cancel);
        Assert.True(former[1].TryOpen(out var key));
        using (key)
        {
            Assert.True(EventSignature.Verify(key, kept.CanonicalBytes, kept.Signature));
        }
    }

    [Fact]
    public async Task S22_AnEventOfAnEpoch_SignedWithTheKeyOfAnother_IsRefused()
    {
        await RotateAsync(_device.Token());
        await using var line = await _renewed.ConnectAsync(Cancel);

        Assert.Contains("signature_invalid: [0].signature", await RefusalAsync(line, Of(epoch: 1, seq: 1, EventKinds.Locked, _renewed)), StringComparison.Ordinal);
        Assert.Contains("signature_invalid: [0].signature", await RefusalAsync(line, Of(epoch: 2, seq: 1, EventKinds.Locked, _device)), StringComparison.Ordinal);
        Assert.Contains("epoch_invalid: [0].epoch", await RefusalAsync(line, Of(epoch: 3, seq: 1, EventKinds.Locked, _renewed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotated_TheAnswerWasLost_IsAnsweredTheSameToTheNewKey()
    {
        await RotateAsync(_device.Token());

        Assert.Equal((200, "2"), await RotateAsync(_renewed.Token()));
        Assert.Equal((401, "sign_in_refused"), await RotateAsync(_device.Token()));
        Assert.Single(await EntriesAsync(), entry => entry.Kind == EntryKinds.DeviceKeyRotated);
    }

    [Fact]
    public async Task S21_WithoutProofOfTheNewKey_NothingChanges()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal((400, "signature_invalid"), await RotateAsync(_device.Token(), proof: KeyProof.Sign(stranger, _device.Id.Value, 2, 0)));
        Assert.Equal((400, "signature_invalid"), await RotateAsync(_device.Token(), proof: KeyProof.Sign(_newKey, _device.Id.Value, 3, 0)));
        Assert.Equal((400, "signature_invalid"), await RotateAsync(_device.Token(), lastSeq: 7, proof: KeyProof.Sign(_newKey, _device.Id.Value, 2, 0)));
        Assert.Equal((400, "signature_invalid"), await RotateAsync(_device.Token(), proof: "x"));

        await using var line = await _device.ConnectAsync(Cancel);
        Assert.Equal(4, Host.Get<IDeviceRefusals>().CountOf(_device.Id));
    }

    [Fact]
    public async Task S28_AnotherDevicesKey_IsNotItsToChange()
    {
        using var other = await house.PairDeviceAsync(Cancel);

        Assert.Equal((404, "device_not_found"), await RotateAsync(other.Token()));
        Assert.Equal((401, "sign_in_refused"), await RotateAsync(token: "x"));

        await using var line = await _device.ConnectAsync(Cancel);
    }

    [Fact]
    public async Task S21_AKeyThatIsOrWasADevices_IsRefused()
    {
        using var other = await house.PairDeviceAsync(Cancel);
        using var same = _device.With(ECDsa.Create(other.Key.ExportParameters(includePrivateParameters: true)));
        Assert.Equal((409, "device_key_in_use"), await RotateAsync(_device.Token(), key: same.Key));

        await RotateAsync(_device.Token());

        // The key that it had before is nobody's to claim either.
        var code = await Host.AskPairingCodeAsync(house.Owner.Account, await house.AddCarAsync(Cancel), Cancel);
        using var http = new HttpClient { BaseAddress = Host.Address };
        using var answer = await http.PostAsJsonAsync(GatewayPaths.Claim, TestDevice.ClaimOf(code, _device.Key), GatewayJson.Options, Cancel);
        Assert.Equal(409, (int)answer.StatusCode);
    }

    [Fact]
    public async Task S35_ASecondChangeInTheSameMinute_HasToWait()
    {
        await RotateAsync(_device.Token());
        using var third = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal((429, "rate_limited"), await RotateAsync(_renewed.Token(), key: third, epoch: 3));
    }

    [Fact]
    public async Task DeviceThatNobodyConfirmed_HasToWait()
    {
        using var pending = await house.ClaimDeviceAsync(Cancel);

        Assert.Equal((409, "device_pending"), await RotateAsync(pending.Token(), device: pending));
    }

    [Fact]
    public async Task Rotated_WhatIsMissingOfTheOldEpoch_StaysVisibleUntilItComes()
    {
        await using (var line = await _device.ConnectAsync(Cancel))
            await line.ReportAsync(Cancel, Of(1, 1, EventKinds.Press, _device));

        await RotateAsync(_device.Token(), lastSeq: 3);

        Assert.Equal(2, await MissingAsync());
        await using var again = await _renewed.ConnectAsync(Cancel);
        await again.ReportAsync(Cancel, Of(1, 3, EventKinds.Press, _device), Of(2, 1, EventKinds.Press, _renewed));
        Assert.Equal(1, await MissingAsync());
        await again.ReportAsync(Cancel, Of(1, 2, EventKinds.Press, _device));
        Assert.Equal(0, await MissingAsync());
    }

    private static async Task<string> RefusalAsync(HubSocket line, DeviceEvent happened) =>
        (await line.InvokeAsync(GatewayMethods.Report, Cancel, JsonSerializer.Serialize<DeviceEvent[]>([happened], GatewayJson.Options))).Error ?? "";

    private static DeviceEvent Of(long epoch, long seq, string kind, TestDevice signer) =>
        signer.Sign(signer.Event(seq, kind) with { Epoch = epoch });

    private async Task<long> MissingAsync() =>
        (await Host.Get<DeviceHealth>().ListAsync(house.Owner.Account, AccessPointId.From(_device.Claimed.AccessPointId), Cancel)).Single().MissingEvents;

    private async Task<IReadOnlyList<LedgerEntry>> EntriesAsync() =>
        [.. (await Host.Get<LedgerReader>().AfterAsync(-1, 10_000, Cancel)).Where(entry => entry.DeviceId == _device.Id)];

    /// <summary>The status, and the epoch or the code of the problem.</summary>
    private async Task<(int Status, string? Told)> RotateAsync(
        string token, long lastSeq = 0, string? proof = null, ECDsa? key = null, TestDevice? device = null, long epoch = 2)
    {
        var (asker, next) = (device ?? _device, key ?? _newKey);
        using var http = new HttpClient { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, GatewayPaths.KeyOf(asker.Id.Value))
        {
            Content = JsonContent.Create(
                new KeyRotation
                {
                    PublicKey = PublicKeyJwk.Of(next),
                    LastSeq = lastSeq,
                    Proof = proof ?? KeyProof.Sign(next, asker.Id.Value, epoch, lastSeq),
                },
                options: GatewayJson.Options),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, Cancel);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? told.GetProperty("epoch").GetRawText() : told.GetProperty("code").GetString());
    }
}
