using Dapper;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Tests.Deliveries;

namespace Portal.Tests.Access;

/// <summary>What goes with a device that its owner lets go, and what stays.</summary>
public sealed class DeviceReleasesTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S16_Release_OfTheOnlyDevice_RevokesWhatItAloneCouldHonour()
    {
        var approved = await _house.ReadyAsync();
        var asked = await _house.House.RequestAsync(SomeDelivery.Window(8, 9));

        Assert.Equal(AccessOutcome.Done, await ReleaseAsync(_house.House.Owner));

        var delivery = await _house.House.FindAsync(approved);
        Assert.Equal((DeliveryState.Revoked, "device_released"), (delivery.State, delivery.Reason));
        Assert.Equal("revoked", await _house.House.GrantStateAsync(approved));
        Assert.Equal(EntryKinds.DeliveryRevoked, (await _house.House.EntriesAsync(approved))[^1].Kind);
        Assert.Equal(DeliveryState.Requested, (await _house.House.FindAsync(asked)).State);
        Assert.Equal(EntryKinds.DeviceReleased, (await _house.KindsAsync())[^1]);
    }

    [Fact]
    public async Task S16_Release_InTheMiddleOfAnOpening_RevokesThatToo()
    {
        var delivery = await _house.ReadyAsync();
        Assert.True((await _house.TypeAsync(await _house.CodeOfAsync(delivery))).Decision.IsGranted);

        await ReleaseAsync(_house.House.Owner);

        Assert.Equal(DeliveryState.Revoked, (await _house.House.FindAsync(delivery)).State);
        Assert.Equal("revoked", await _house.House.GrantStateAsync(delivery));
    }

    [Fact]
    public async Task Release_WhileAnotherDeviceCanHonourThem_LeavesDeliveriesAlone()
    {
        var delivery = await _house.ReadyAsync();
        await _house.House.AddBoxAsync();

        await ReleaseAsync(_house.House.Owner);

        Assert.Equal(DeliveryState.Approved, (await _house.House.FindAsync(delivery)).State);
        Assert.Equal("ready", await _house.House.GrantStateAsync(delivery));
    }

    [Fact]
    public async Task S16_Release_ErasesSecretsPositionAndBelief()
    {
        await _house.ReadyAsync();
        await _house.House.Database.WriteAsync(
            tx =>
            {
                tx.Connection.Execute("UPDATE device SET sealed_grant_key = x'01', sealed_offline_secret = x'02'");
                tx.Connection.Execute("UPDATE device_state SET latitude = 52.5, longitude = 13.4, accuracy_metres = 5, position_at = 1");
            },
            AccessHouse.Stop);

        await ReleaseAsync(_house.House.Owner);

        Assert.Equal(0, await CountAsync("device WHERE sealed_grant_key IS NOT NULL OR sealed_offline_secret IS NOT NULL"));
        Assert.Equal(0, await CountAsync("device_state WHERE latitude IS NOT NULL OR position_at IS NOT NULL OR believed_until IS NOT NULL"));
        Assert.Equal(LockState.Unknown, (await _house.StateAsync()).Lock);
    }

    [Fact]
    public async Task S16_AfterTheRelease_ItsCodeAndItsWordCountNoMore()
    {
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());
        await ReleaseAsync(_house.House.Owner);

        Assert.Equal(DenialReason.CodeRefused, (await _house.TypeAsync(code)).Decision.Reason);
        await Assert.ThrowsAsync<Portal.Access.DeviceGoneException>(() => _house.ReportAsync(EventKinds.Unlocked));
        Assert.Equal(AccessOutcome.NoLongerPossible, await ReleaseAsync(_house.House.Owner));
    }

    [Fact]
    public async Task Release_EndsTheAlertsThatOnlyItCouldEnd()
    {
        await _house.ReadyAsync();
        await _house.ReportAsync(EventKinds.Tamper);
        Assert.NotEmpty(await _house.AlertsAsync());

        await ReleaseAsync(_house.House.Owner);

        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task Release_ByWhoeverMayNot_ChangesNothing()
    {
        var delivery = await _house.ReadyAsync();

        Assert.Equal(AccessOutcome.NotAllowed, await ReleaseAsync(_house.House.Approver));
        Assert.Equal(AccessOutcome.NotAllowed, await ReleaseAsync(_house.House.Viewer));
        Assert.Equal(AccessOutcome.NotFound, await ReleaseAsync(_house.House.Stranger));
        Assert.Equal(AccessOutcome.NotFound, await ReleaseAsync(account: null));
        Assert.Equal(AccessOutcome.SignInAgain, await ReleaseAsync(_house.House.Owner, isFresh: false));

        Assert.Equal(DeliveryState.Approved, (await _house.House.FindAsync(delivery)).State);
        Assert.Equal(1, await CountAsync("device WHERE state = 'active'"));
    }

    private Task<AccessOutcome> ReleaseAsync(AccountId? account, bool isFresh = true) =>
        _house.Releases.ReleaseAsync(account, isFresh, _house.Device, AccessHouse.Stop);

    private Task<long> CountAsync(string where) => _house.CountAsync(where);
}
