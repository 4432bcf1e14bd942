using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;

namespace Portal.Tests.Access;

/// <summary>What an owner decides about a device whose key may be in two pairs of hands (S21).</summary>
public sealed class DeviceTrustTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S21_ShutOut_OpensNothingAndIsNotHeard()
    {
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());

        await ShutOutAsync();

        Assert.Equal(DenialReason.CodeRefused, (await _house.TypeAsync(code)).Decision.Reason);
        await Assert.ThrowsAsync<DeviceGoneException>(() => _house.ReportAsync(EventKinds.Unlocked));
        Assert.Equal(LockState.Unknown, (await _house.StateAsync()).Lock);
    }

    [Fact]
    public async Task S21_TrustedAgain_IsHeardAndItsAlertEnds()
    {
        var delivery = await _house.ReadyAsync();
        await ShutOutAsync();
        Assert.Equal(AlertKind.KeyUsedTwice, Assert.Single(await _house.AlertsAsync()).Kind);

        Assert.Equal(AccessOutcome.Done, await TrustAsync(_house.House.Owner));

        Assert.Empty(await _house.AlertsAsync());
        Assert.Equal(EntryKinds.DeviceTrusted, (await _house.KindsAsync())[^1]);
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        Assert.True((await _house.TypeAsync(await _house.CodeOfAsync(delivery))).Decision.IsGranted);
    }

    [Fact]
    public async Task S21_TrustedAgain_TheSameNumberWithOtherBytes_ShutsItOutAgain()
    {
        await _house.ReadyAsync();
        await ShutOutAsync();
        await TrustAsync(_house.House.Owner);

        await ShutOutAsync();

        Assert.Equal(1, await _house.CountAsync("device WHERE state = 'quarantined'"));
        Assert.Single(await _house.AlertsAsync());
    }

    [Fact]
    public async Task TrustAgain_ByWhoeverMayNot_ChangesNothing()
    {
        await _house.ReadyAsync();
        Assert.Equal(AccessOutcome.NoLongerPossible, await TrustAsync(_house.House.Owner));
        await ShutOutAsync();

        Assert.Equal(AccessOutcome.NotAllowed, await TrustAsync(_house.House.Approver));
        Assert.Equal(AccessOutcome.NotFound, await TrustAsync(_house.House.Stranger));
        Assert.Equal(AccessOutcome.NotFound, await TrustAsync(account: null));
        Assert.Equal(AccessOutcome.SignInAgain, await TrustAsync(_house.House.Owner, isFresh: false));

        Assert.Equal(1, await _house.CountAsync("device WHERE state = 'quarantined'"));
    }

    [Fact]
    public async Task S16_LostOrStolen_TakesEverythingWithItButHistory()
    {
        var delivery = await _house.ReadyAsync();
        var before = await _house.KindsAsync();
        await _house.House.Database.WriteAsync(
            tx => tx.Connection.Execute("UPDATE device SET sealed_grant_key = x'01', sealed_offline_secret = x'02'"), AccessHouse.Stop);

        Assert.Equal(
            AccessOutcome.Done, await _house.Releases.ReportLostAsync(_house.House.Owner, isFresh: true, _house.Device, AccessHouse.Stop));

        Assert.Equal((DeliveryState.Revoked, "device_released"), ((await _house.House.FindAsync(delivery)).State, (await _house.House.FindAsync(delivery)).Reason));
        Assert.Equal(0, await _house.CountAsync("device WHERE sealed_grant_key IS NOT NULL OR sealed_offline_secret IS NOT NULL"));
        Assert.Equal(before, (await _house.KindsAsync()).Take(before.Count));
        Assert.Equal(EntryKinds.DeviceLost, (await _house.KindsAsync())[^1]);
        await Assert.ThrowsAsync<DeviceGoneException>(() => _house.ReportAsync(EventKinds.Unlocked));
    }

    [Fact]
    public async Task S25_LostOrStolen_ByWhoeverMayNot_ChangesNothing()
    {
        await _house.ReadyAsync();

        Assert.Equal(AccessOutcome.NotAllowed, await LoseAsync(_house.House.Approver));
        Assert.Equal(AccessOutcome.NotFound, await LoseAsync(_house.House.Stranger));
        Assert.Equal(AccessOutcome.SignInAgain, await LoseAsync(_house.House.Owner, isFresh: false));

        Assert.Equal(1, await _house.CountAsync("device WHERE state = 'active'"));
    }

    private Task<AccessOutcome> LoseAsync(AccountId? account, bool isFresh = true) =>
        _house.Releases.ReportLostAsync(account, isFresh, _house.Device, AccessHouse.Stop);

    private Task<AccessOutcome> TrustAsync(AccountId? account, bool isFresh = true) =>
        _house.Trust.TrustAgainAsync(account, isFresh, _house.Device, AccessHouse.Stop);

    /// <summary>The device uses one number twice.</summary>
    private async Task ShutOutAsync()
    {
        var one = _house.Next(EventKinds.Press, _house.Now);
        await _house.SendAsync(one);
        Assert.NotNull((await _house.SendAsync(one with { CanonicalBytes = [1] })).Conflict);
    }
}
