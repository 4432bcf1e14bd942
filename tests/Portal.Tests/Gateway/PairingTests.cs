using System.Buffers.Text;
using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>From the claim to the owner's word, and what the device is told of it.</summary>
public sealed class PairingTests : IAsyncLifetime
{
    // The server's sockets know the machine's clock too, so the test's begins there.
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private PortalHost _host = null!; // Set before each test.
    private NewOwner _owner = null!; // Set before each test.
    private AccessPointId _car;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Cancel);
        _owner = await _host.AddOwnerAsync("owner@example.org", Cancel);
        _car = await _host.AddCarAsync(_owner.Account, Cancel);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Find_Claimed_ShowsTheNumberThatTheDeviceShows()
    {
        var code = await _host.AskPairingCodeAsync(_owner.Account, _car, Cancel);
        using var device = await TestDevice.ClaimAsync(_host.Address, code, _time, Cancel);

        var pairing = await Asked.FindAsync(_owner.Account, _car, Cancel);

        Assert.True(PairingCode.TryNormalise(code, out var normalised));
        Assert.Equal(PairingCheckNumber.Of(normalised, PublicKeyJwk.Of(device.Key)), pairing?.Claimed?.CheckNumber);
        Assert.Equal((device.Id, "key-box", "Test box"), (pairing?.Claimed?.Id, pairing?.Claimed?.Profile, pairing?.Claimed?.Model));
        Assert.Null(pairing?.Code);
    }

    [Fact]
    public async Task S21_Confirm_ConnectedDevice_IsSentItsSecretsAndMaySpeak()
    {
        using var device = await _host.ClaimDeviceAsync(_owner.Account, _car, Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal(AccessOutcome.Done, await AnswerAsync(device, same: true));

        var paired = await hub.NextAsync(GatewayMethods.Paired, Cancel);
        Assert.Equal(1, paired.GetProperty("epoch").GetInt32());
        Assert.Equal(32, Base64Url.DecodeFromChars(paired.GetProperty("grantKey").GetString()).Length);
        Assert.Equal(32, Base64Url.DecodeFromChars(paired.GetProperty("offlineSecret").GetString()).Length);
        Assert.StartsWith("localhost/ledger+", paired.GetProperty("portalKey").GetString(), StringComparison.Ordinal);
        Assert.Null((await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Locked))).Error);
        Assert.False(_host.DatabaseHolds(paired.GetProperty("grantKey").GetString() ?? ""));
        Assert.False(_host.DatabaseHolds(Base64Url.DecodeFromChars(paired.GetProperty("offlineSecret").GetString())));
    }

    [Fact]
    public async Task Confirm_WithoutThoseCapabilities_MakesNoSecrets()
    {
        var code = await _host.AskPairingCodeAsync(_owner.Account, _car, Cancel);
        using var device = await TestDevice.ClaimAsync(
            _host.Address, code, _time, Cancel, claim => claim with { Profile = "smart-lock", Capabilities = [Capabilities.Lock] });
        await using var hub = await device.ConnectAsync(Cancel);
        await AnswerAsync(device, same: true);

        var paired = await hub.NextAsync(GatewayMethods.Paired, Cancel);

        Assert.False(paired.TryGetProperty("grantKey", out _));
        Assert.False(paired.TryGetProperty("offlineSecret", out _));
    }

    [Fact]
    public async Task Confirm_DeviceAway_IsToldAtItsNextSignInUntilItHasSpoken()
    {
        using var device = await _host.ClaimDeviceAsync(_owner.Account, _car, Cancel);
        await AnswerAsync(device, same: true);

        await using (var first = await device.ConnectAsync(Cancel))
            await first.NextAsync(GatewayMethods.Paired, Cancel);
        await using (var second = await device.ConnectAsync(Cancel))
        {
            var again = await second.NextAsync(GatewayMethods.Paired, Cancel);
            Assert.Equal(1, again.GetProperty("epoch").GetInt32());
            await ReportTests.ReportAsync(second, device.Event(1, EventKinds.Started));
        }

        await using var third = await device.ConnectAsync(Cancel);
        await third.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat());
        Assert.Equal(0, third.Waiting);
    }

    [Fact]
    public async Task Refuse_ConnectedDevice_IsToldAndForgotten()
    {
        using var device = await _host.ClaimDeviceAsync(_owner.Account, _car, Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal(AccessOutcome.Done, await AnswerAsync(device, same: false));

        await IsRefusedAsync(device, hub);
        Assert.Equal(AccessOutcome.NotFound, await AnswerAsync(device, same: true));
    }

    [Fact]
    public async Task Claimed_NobodyAnswersInTenMinutes_IsRefused()
    {
        using var device = await _host.ClaimDeviceAsync(_owner.Account, _car, Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        _time.Advance(Pairings.Lasts);
        await Until.TrueAsync(
            "the device is told",
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(hub.Waiting > 0);
            },
            Cancel);

        await IsRefusedAsync(device, hub);
    }

    [Fact]
    public async Task AskCode_Again_RefusesTheDeviceThatWaits()
    {
        using var device = await _host.ClaimDeviceAsync(_owner.Account, _car, Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        await _host.AskPairingCodeAsync(_owner.Account, _car, Cancel);

        await IsRefusedAsync(device, hub);
    }

    [Fact]
    public async Task AskCode_TenMinutesLater_TheCodeIsExpired()
    {
        var code = await _host.AskPairingCodeAsync(_owner.Account, _car, Cancel);

        _time.Advance(TimeSpan.FromMinutes(10));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestDevice.ClaimAsync(_host.Address, code, _time, Cancel));
        Assert.Contains(GatewayErrorCodes.PairingCodeInvalid, refused.Message, StringComparison.Ordinal);
        Assert.Null(await Asked.FindAsync(_owner.Account, _car, Cancel));
    }

    [Fact]
    public async Task S28_Pairing_OfAStranger_DoesNotExist()
    {
        var stranger = await _host.AddOwnerAsync("stranger@example.org", Cancel);
        using var device = await _host.ClaimDeviceAsync(_owner.Account, _car, Cancel);

        Assert.Null(await Asked.AskCodeAsync(stranger.Account, _car, Cancel));
        Assert.Null(await Asked.FindAsync(stranger.Account, _car, Cancel));
        Assert.Equal(AccessOutcome.NotFound, await Asked.AnswerAsync(stranger.Account, device.Id, same: true, Cancel));
        Assert.Null(await Asked.AskCodeAsync(account: null, _car, Cancel));
    }

    [Fact]
    public async Task Pairing_OfAMemberWhoIsNoOwner_IsNotAllowed()
    {
        var approver = await _host.AddOwnerAsync("approver@example.org", Cancel);
        await _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, _owner.Household, approver.Account, MemberRole.Approver, _time.GetUtcNow()), Cancel);
        using var device = await _host.ClaimDeviceAsync(_owner.Account, _car, Cancel);

        Assert.Null(await Asked.AskCodeAsync(approver.Account, _car, Cancel));
        Assert.Null(await Asked.FindAsync(approver.Account, _car, Cancel));
        Assert.Equal(AccessOutcome.NotAllowed, await Asked.AnswerAsync(approver.Account, device.Id, same: true, Cancel));
    }

    [Fact]
    public async Task Pairing_FromCodeToConfirmation_IsInTheLedgerWithoutTheCode()
    {
        using var device = await _host.PairDeviceAsync(_owner.Account, _car, Cancel);

        var entries = await _host.Get<Database>().ReadAsync(
            connection => LedgerReader.Read(
                connection, "body.access_point_id = @_car ORDER BY body.position", new { _car }),
            Cancel);

        Assert.Equal(
            [EntryKinds.AccessPointAdded, EntryKinds.PairingCodeIssued, EntryKinds.DeviceClaimed, EntryKinds.DevicePaired],
            entries.Select(entry => entry.Kind));
    }

    private Pairings Asked => _host.Get<Pairings>();

    private Task<AccessOutcome> AnswerAsync(TestDevice device, bool same) => Asked.AnswerAsync(_owner.Account, device.Id, same, Cancel);

    private async Task IsRefusedAsync(TestDevice device, HubSocket hub)
    {
        var farewell = await hub.NextAsync(GatewayMethods.Disconnecting, Cancel);
        Assert.Equal(Disconnecting.Refused, farewell.GetProperty("reason").GetString());
        _time.Advance(TimeSpan.FromSeconds(1));
        await hub.Closed;
        await Assert.ThrowsAnyAsync<Exception>(() => device.ConnectAsync(Cancel));
        Assert.False(await _host.Get<Database>().ReadAsync(
            connection => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM device WHERE id = @Id)", new { device.Id }), Cancel));
    }
}
