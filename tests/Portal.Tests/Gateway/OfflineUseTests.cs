using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Tests.Carriers;

namespace Portal.Tests.Gateway;

/// <summary>What a device says it did by itself, judged at its own time: in order the one opening of its grant, otherwise an alert, never a denial.</summary>
public sealed class OfflineUseTests(DenialHouse at) : IClassFixture<DenialHouse>
{
    private static readonly string[] WholeOpening = ["unlocked", "door_opened", "door_closed", "locked"];

    [Fact]
    public async Task S10_UsedOffline_IsItsOneOpeningAndTheSameCodeIsDeniedOnline()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.CutAsync();
        var used = scene.Now.AddSeconds(5);
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        await scene.ConnectAsync();

        await scene.TellAsync(await scene.UseOfGrantAsync(delivery), used);

        Assert.Equal([("secured", true)], await scene.OpeningsAsync());
        var told = await scene.House.FindAsync(delivery);
        Assert.Equal((DeliveryState.Completed, true), (told.State, told.Late));
        Assert.Equal("already_used", (await scene.TypeAsync(await scene.CodeAfterAsync(delivery))).Reason);
        Assert.Single(await scene.OpeningsAsync());
        Assert.Empty(await scene.ReplaysAsync());
        var made = Assert.Single(await scene.EntriesAsync(EntryKinds.OpeningMadeOffline));
        Assert.Equal((true, delivery), (made.Late, made.DeliveryId));
        // The one that was typed online.
        Assert.Single(await scene.EntriesAsync(EntryKinds.AccessDenied));
        Assert.Equal([EventKinds.CodeAcceptedOffline, .. WholeOpening], await scene.StoryAsync(delivery));
    }

    [Fact]
    public async Task S10_PinUsedOfflineAndToldAfterItsWindow_CompletesWhatCountedAsMissed()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        var pin = await scene.PinAsync(delivery);
        await scene.CutAsync();
        var used = scene.Now.AddMinutes(1);
        scene.Time.Advance(TimeSpan.FromHours(3));
        await scene.UntilAsync("it counts as missed", async () => await scene.StateAsync(delivery) == DeliveryState.Missed);
        await scene.ConnectAsync();

        await scene.TellAsync(OfflineScene.UseOfPin(pin), used);

        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(delivery));
        Assert.Equal([("secured", true)], await scene.OpeningsAsync());
        Assert.Empty(await scene.ReplaysAsync());
    }

    [Fact]
    public async Task UsedOfflineAndToldInTime_IsNotLateAndSoundsNoAlarm()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(20));
        await scene.BeatAsync();

        await scene.TellAsync(await scene.UseOfGrantAsync(delivery), scene.Now.AddSeconds(-5));

        Assert.Equal([("secured", false)], await scene.OpeningsAsync());
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(delivery));
        Assert.Empty(await scene.AlertsAsync());
        Assert.Empty(await scene.EntriesAsync(EntryKinds.OpenedByHand));
    }

    [Fact]
    public async Task S04_UsedOffline_CompletesOnlyByTheWholeOrder()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, await scene.UseOfGrantAsync(delivery));
        Assert.Equal(DeliveryState.InProgress, await scene.StateAsync(delivery));

        // By hand is not by the keypad.
        await scene.ReportAsync(EventKinds.Unlocked, """{"source":"manual"}""");
        await scene.ReportAsync(EventKinds.DoorOpened);
        await scene.ReportAsync(EventKinds.DoorClosed);
        await scene.ReportAsync(EventKinds.Locked);

        Assert.Equal([("granted", false)], await scene.OpeningsAsync());
    }

    [Fact]
    public async Task S14_AnswerLost_TheSameAttemptIsOneOpening()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        var code = await scene.CodeAsync(delivery);
        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(code, "attempt-lost")).Verdict);

        await scene.TellAsync(await scene.UseOfGrantAsync(delivery, "attempt-lost"), scene.Now);

        Assert.Equal([("secured", false)], await scene.OpeningsAsync());
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(delivery));
        Assert.Empty(await scene.ReplaysAsync());
    }

    [Fact]
    public async Task S14_AnswerLostAndSettledAsNeverOpened_TheSameAttemptIsStillOneOpening()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.BeatAsync();
        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(await scene.CodeAsync(delivery), "attempt-lost")).Verdict);
        var used = scene.Now.AddSeconds(4);
        for (var beat = 0; beat < 7; beat++)
        {
            scene.Time.Advance(TimeSpan.FromSeconds(10));
            await scene.BeatAsync();
        }

        await scene.UntilAsync("it counts as missed", async () => await scene.StateAsync(delivery) == DeliveryState.Missed);

        await scene.TellAsync(await scene.UseOfGrantAsync(delivery, "attempt-lost"), used);

        Assert.Equal([("secured", true)], await scene.OpeningsAsync());
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(delivery));
        Assert.Empty(await scene.ReplaysAsync());
    }

    [Fact]
    public async Task S10_ToldTwice_IsOneOpening()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(20));
        await scene.BeatAsync();
        var use = await scene.UseOfGrantAsync(delivery);
        await scene.TellAsync(use, scene.Now.AddSeconds(-10));

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, use);

        Assert.Single(await scene.OpeningsAsync());
        Assert.Empty(await scene.ReplaysAsync());
    }

    [Fact]
    public async Task UsedTwice_IsAnAlertWithTheReasonAndNoDenial()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(20));
        await scene.BeatAsync();
        await scene.TellAsync(await scene.UseOfGrantAsync(delivery), scene.Now.AddSeconds(-10));

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, await scene.UseOfGrantAsync(delivery, "attempt-2"));

        Assert.Equal(["already_used"], await scene.ReplaysAsync());
        Assert.Empty(await scene.EntriesAsync(EntryKinds.AccessDenied));
        Assert.Single(await scene.OpeningsAsync());
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(delivery));
    }

    [Theory]
    [InlineData(-1, "before_window")]
    [InlineData(61, "after_window")]
    public async Task OutsideItsWindow_IsAnAlertWithTheReason(double minutesFromStart, string reason)
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync(from: 5);
        await scene.HoldAsync();
        var start = (await scene.GrantAsync(delivery)).NotBefore;
        await scene.CutAsync();
        scene.Time.Advance(TimeSpan.FromHours(2));
        await scene.ConnectAsync();

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, await scene.UseOfGrantAsync(delivery), start.AddMinutes(minutesFromStart));

        Assert.Equal([reason], await scene.ReplaysAsync());
        Assert.Empty(await scene.OpeningsAsync());
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("access_point_paused")]
    public async Task TakenBackBeforeTheDeviceLastSynced_IsAnAlertWithTheReason(string reason)
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        if (reason == "revoked")
            await scene.RevokeAsync(delivery);
        else
            await scene.PauseAsync();
        await scene.HoldAsync(list => list.Grants.Count == 0);
        scene.Time.Advance(TimeSpan.FromSeconds(1));

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, await scene.UseOfGrantAsync(delivery));

        Assert.Equal([reason], await scene.ReplaysAsync());
        Assert.Empty(await scene.OpeningsAsync());
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("access_point_paused")]
    public async Task TakenBackAfterTheDeviceLastSynced_IsInOrder(string how)
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.CutAsync();
        if (how == "revoked")
            await scene.RevokeAsync(delivery);
        else
            await scene.PauseAsync();
        var used = scene.Now.AddSeconds(1);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.ConnectAsync();
        await scene.HoldAsync(list => list.Grants.Count == 0);

        await scene.TellAsync(await scene.UseOfGrantAsync(delivery), used);

        Assert.Empty(await scene.ReplaysAsync());
        Assert.Equal([("secured", true)], await scene.OpeningsAsync());
        Assert.Equal(how == "revoked" ? DeliveryState.Revoked : DeliveryState.Completed, await scene.StateAsync(delivery));
    }

    [Fact]
    public async Task S13_PinRevokedAndUsedBeforeTheDeviceKnew_IsInOrderAndAfterwardsNot()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        var pin = await scene.PinAsync(delivery);
        await scene.RevokeAsync(delivery);
        await scene.HoldAsync(list => list.Pins?.Ended.Count == 1);
        scene.Time.Advance(TimeSpan.FromSeconds(1));

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, OfflineScene.UseOfPin(pin));

        Assert.Equal(["revoked"], await scene.ReplaysAsync());
    }

    [Theory]
    [InlineData("""{"attemptId":"a","t0":1,"d":2,"c":0}""")]
    [InlineData("""{"attemptId":"a","grantId":"gra_01JD8Q2Z6N7V3T5W9XBKH4M0RC"}""")]
    [InlineData("""{"attemptId":"a","grantId":7}""")]
    [InlineData("""{"attemptId":7,"t0":1,"d":2,"c":0}""")]
    [InlineData("""{"t0":-1,"d":900,"c":"x"}""")]
    [InlineData("{}")]
    public async Task NoGrantOfOurs_IsAnAlertWithoutADelivery(string data)
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, data);

        Assert.Equal(["code_refused"], await scene.ReplaysAsync());
    }

    [Fact]
    public async Task S28_GrantOfAnotherPlace_IsNone()
    {
        await using var theirs = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await theirs.ApproveAsync();
        await theirs.HoldAsync();
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, await theirs.UseOfGrantAsync(delivery));

        Assert.Equal(["code_refused"], await scene.ReplaysAsync());
        Assert.Equal(DeliveryState.Approved, await theirs.StateAsync(delivery));
    }

    [Fact]
    public async Task NeverInAListOfThisDevice_IsAnAlert()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.None);
        var delivery = await scene.ApproveAsync();

        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, await scene.UseOfGrantAsync(delivery));

        Assert.Equal(["not_ready"], await scene.ReplaysAsync());
        Assert.Equal(DeliveryState.Approved, await scene.StateAsync(delivery));
    }

    [Fact]
    public async Task S10_SeveralUsesInOneBatch_AreEachTheirOwnOpening()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        await scene.AllowOverlapAsync();
        var first = await scene.ApproveAsync();
        var second = await scene.ApproveAsync();
        await scene.HoldAsync(list => list.Grants.Count == 2);
        await scene.CutAsync();
        var used = scene.Now.AddSeconds(5);
        scene.Time.Advance(TimeSpan.FromMinutes(10));
        await scene.ConnectAsync();

        await scene.TellAsync((await scene.UseOfGrantAsync(first, "a1"), used), (await scene.UseOfGrantAsync(second, "a2"), used.AddMinutes(1)));

        Assert.Equal([("secured", true), ("secured", true)], await scene.OpeningsAsync());
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(first));
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(second));
        Assert.Equal([EventKinds.CodeAcceptedOffline, .. WholeOpening], await scene.StoryAsync(second));
    }

    [Fact]
    public async Task UsedWhileAnEarlierOpeningWasNeverOpened_ThatOneIsMissed()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        await scene.AllowOverlapAsync();
        var first = await scene.ApproveAsync();
        var second = await scene.ApproveAsync();
        await scene.HoldAsync(list => list.Grants.Count == 2);
        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, await scene.UseOfGrantAsync(first, "a1"));

        await scene.TellAsync(await scene.UseOfGrantAsync(second, "a2"), scene.Now);

        Assert.Equal(DeliveryState.Missed, await scene.StateAsync(first));
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(second));
        Assert.Equal([("unused", false), ("secured", false)], await scene.OpeningsAsync());
    }

    [Fact]
    public void Fault_IsJudgedInTheOrderOfTheRules()
    {
        var start = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
        var use = new OfflineUse
        {
            Grant = default, Delivery = default, State = GrantState.Ready, NotBefore = start, NotAfter = start.AddHours(1), IsUsed = false,
            WasGiven = true, IsPin = false,
        };

        Assert.Null(use.Fault(start));
        Assert.Equal(DenialReason.BeforeWindow, use.Fault(start.AddMilliseconds(-1)));
        Assert.Null(use.Fault(start.AddHours(1).AddMilliseconds(-1)));
        Assert.Equal(DenialReason.AfterWindow, use.Fault(start.AddHours(1)));
        var pin = use with { IsPin = true };
        Assert.Null(pin.Fault(start.AddSeconds(-60)));
        Assert.Equal(DenialReason.BeforeWindow, pin.Fault(start.AddSeconds(-60).AddMilliseconds(-1)));
        Assert.Null(pin.Fault(start.AddHours(1).AddSeconds(60).AddMilliseconds(-1)));
        Assert.Equal(DenialReason.AfterWindow, pin.Fault(start.AddHours(1).AddSeconds(60)));
        Assert.Equal(DenialReason.AlreadyUsed, (use with { IsUsed = true }).Fault(start));
        Assert.Equal(DenialReason.NotReady, (use with { WasGiven = false }).Fault(start));
        var withdrawn = use with { WithdrawnAt = start.AddMinutes(5), Standing = DenialReason.HouseholdPaused };
        Assert.Null(withdrawn.Fault(start.AddMinutes(5).AddMilliseconds(-1)));
        Assert.Equal(DenialReason.HouseholdPaused, withdrawn.Fault(start.AddMinutes(5)));
        Assert.Equal(DenialReason.Revoked, (withdrawn with { State = GrantState.Revoked }).Fault(start.AddMinutes(5)));
        Assert.Equal(DenialReason.Revoked, (withdrawn with { Standing = null }).Fault(start.AddMinutes(5)));
    }
}
