using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Tests.Carriers;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>What a device is told that it may honour without the line: when, for how long, and that it is taken back.</summary>
public sealed class OfflineListTests(DenialHouse at) : IClassFixture<DenialHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task S14_NeverSwitchedOn_NoListIsSentAndNoLeaseGiven()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.None);
        await scene.ApproveAsync();

        Assert.Null(await scene.BeatAsync());
        await scene.Hub.DisposeAsync();
        await scene.ConnectAsync();
        Assert.Null(await scene.BeatAsync());
        Assert.Equal(0, scene.Hub.Waiting);
        Assert.Equal(OfflineMode.None, (await scene.ViewAsync()).Mode);
    }

    [Fact]
    public async Task S14_SwitchingOn_AsksForARecentSignInAndACapableDevice()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.None);

        Assert.Equal(AccessOutcome.SignInAgain, await scene.SetAsync(OfflineMode.Synced, isFresh: false));
        Assert.Equal(AccessOutcome.Done, await scene.SetAsync(OfflineMode.Synced));
        Assert.Equal(AccessOutcome.NoLongerPossible, await scene.SetAsync(OfflineMode.Synced));
        Assert.Equal(AccessOutcome.Done, await scene.SetAsync(OfflineMode.None, isFresh: false));
        Assert.Equal(["synced", "none"], (await scene.EntriesAsync(EntryKinds.OfflineModeSet)).Select(entry => ModeOf(entry.Data)));

        await scene.House.Database.WriteAsync(
            tx => Dapper.SqlMapper.Execute(tx.Connection, "UPDATE device SET sealed_offline_secret = NULL WHERE id = @Id", new { scene.Box.Id }), Stop);
        Assert.Equal([OfflineMode.Synced], (await scene.ViewAsync()).Offered);
        Assert.Equal(AccessOutcome.NoLongerPossible, await scene.SetAsync(OfflineMode.Pin));
    }

    [Fact]
    public async Task S14_Synced_GrantsThatStartWithin60MinutesAreSentWithTheHashOfTheirCode()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var soon = await scene.ApproveAsync();

        var list = await scene.ListAsync();

        var grant = Assert.Single(list.Grants);
        var row = await scene.GrantAsync(soon);
        Assert.Equal((row.Id.Value, WireTime.Format(row.NotBefore), WireTime.Format(row.NotAfter)), (grant.GrantId, grant.NotBefore, grant.NotAfter));
        var code = await scene.CodeAsync(soon);
        Assert.Equal(GrantCodeHash.Of(scene.GrantKey, grant.GrantId, code), grant.CodeHash);
        Assert.Equal((900, 0), (list.LeaseSeconds, list.Pins?.Arming));
        Assert.False(scene.House.Host.DatabaseHolds(grant.CodeHash));
    }

    [Fact]
    public async Task S14_WindowComesWithin60Minutes_TheListIsSentAgain()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        await scene.ApproveAsync(from: 70);
        await scene.BeatAsync();
        Assert.Equal(0, scene.Hub.Waiting);

        scene.Time.Advance(TimeSpan.FromMinutes(10));
        await scene.UntilAsync("a list is sent", () => Task.FromResult(scene.Hub.Waiting > 0));

        Assert.Single((await scene.ListAsync()).Grants);
    }

    [Fact]
    public async Task S14_Lease_IsRenewedOnlyWhileTheNewestListIsAcknowledged()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        Assert.Equal(900, await scene.BeatAsync());
        await scene.ApproveAsync();
        var list = await scene.ListAsync();
        Assert.Null(await scene.BeatAsync());

        Assert.Null((await scene.AcknowledgeAsync(list.Version - 1)).Error);
        Assert.Null(await scene.BeatAsync());
        Assert.Contains("version", (await scene.AcknowledgeAsync(list.Version + 1)).Error, StringComparison.Ordinal);
        Assert.Null(await scene.BeatAsync());
        Assert.Null((await scene.AcknowledgeAsync(list.Version)).Error);
        Assert.Equal(900, await scene.BeatAsync());
    }

    [Fact]
    public async Task S14_Reconnected_TheWholeListIsSentAgain()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        await scene.ApproveAsync();
        var before = await scene.HoldAsync();
        await scene.CutAsync();
        await scene.ConnectAsync();

        var again = await scene.ListAsync();

        Assert.Equal(before.Version, again.Version);
        Assert.Equal(before.Grants, again.Grants);
    }

    [Fact]
    public async Task S13_RevokedOrPausedOrUsed_TheDeviceIsToldAtOnce()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var revoked = await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.RevokeAsync(revoked);
        Assert.Empty((await scene.HoldAsync()).Grants);

        var delivery = await scene.ApproveAsync();
        Assert.Single((await scene.HoldAsync()).Grants);
        await scene.PauseAsync();
        Assert.Empty((await scene.HoldAsync()).Grants);
        await scene.LiftAsync();
        Assert.Single((await scene.HoldAsync()).Grants);

        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(await scene.CodeAsync(delivery))).Verdict);
        Assert.Empty((await scene.HoldAsync()).Grants);
    }

    [Fact]
    public async Task S13_Revocation_ReachesAnOnlineDeviceWithinTwoSeconds()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var took = new List<TimeSpan>();
        for (var round = 0; round < 100; round++)
        {
            var delivery = await scene.ApproveAsync();
            await scene.HoldAsync(list => list.Grants.Count == 1);
            var begun = TimeProvider.System.GetTimestamp();
            await scene.RevokeAsync(delivery);
            await scene.HoldAsync(list => list.Grants.Count == 0);
            took.Add(TimeProvider.System.GetElapsedTime(begun));
        }

        took.Sort();
        TestContext.Current.SendDiagnosticMessage("Revocation to acknowledged: p50 {0}, p99 {1}", took[49], took[98]);
        Assert.InRange(took[98], TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(took[99], TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task S13_CarrierSuspended_ItsGrantsLeaveTheList()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        var carrier = (await scene.House.FindAsync(delivery)).Carrier;

        await scene.House.Database.WriteAsync(
            tx =>
            {
                Dapper.SqlMapper.Execute(
                    tx.Connection,
                    "INSERT INTO carrier_block SELECT household_id, id, @carrier, 0 FROM access_point WHERE id = @Place",
                    new { carrier, scene.Place });
                scene.House.Host.Get<Portal.Ledger.LedgerWriter>().Append(tx, scene.Now, new Portal.Ledger.NewEntry
                {
                    Kind = EntryKinds.CarrierSuspended, Actor = Actor.Portal, At = scene.Now,
                });
            },
            Stop);

        Assert.Empty((await scene.HoldAsync()).Grants);
    }

    [Fact]
    public async Task S13_Offline_TheOwnerReadsUntilWhenACodeMayStillWork()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.BeatAsync();
        Assert.Null((await scene.ViewAsync()).CodesUntil);
        var heard = scene.Now;
        await scene.CutAsync();
        scene.Time.Advance(TimeSpan.FromMinutes(2));

        await scene.RevokeAsync(delivery);

        // To the millisecond, as everything is kept.
        var until = DateTimeOffset.FromUnixTimeMilliseconds(heard.ToUnixTimeMilliseconds()).AddSeconds(900);
        Assert.Equal(until, (await scene.ViewAsync()).CodesUntil);
        Assert.Equal(until, (await scene.DeliveryViewAsync(delivery)).CodeUntil);

        scene.Time.Advance(until - scene.Now);
        Assert.Null((await scene.ViewAsync()).CodesUntil);
    }

    [Fact]
    public async Task S13_OfflineAndPaused_TheOwnerReadsUntilWhenUntilTheDeviceHasHeardOfIt()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.CutAsync();
        await scene.PauseAsync();
        Assert.NotNull((await scene.ViewAsync()).CodesUntil);

        await scene.ConnectAsync();
        Assert.Empty((await scene.HoldAsync()).Grants);

        Assert.Null((await scene.ViewAsync()).CodesUntil);
    }

    private static string? ModeOf(string data) => System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("mode").GetString();
}
