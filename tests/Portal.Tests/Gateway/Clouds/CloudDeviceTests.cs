using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Gateway;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Gateway.Clouds;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>A device for which its maker's cloud speaks keeps the same promises as one that speaks for itself.</summary>
public sealed class CloudDeviceTests
{
    private readonly FakeMaker _maker = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Poll_First_TellsHowItStands_MarkedAsTheCloudsWord()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();

        var state = await house.StateAsync();
        Assert.Equal((LockState.Locked, DoorState.Closed, true, OnlineState.Online), (state.Lock, state.Door, state.Secured, state.Online));
        var said = await house.EntriesAsync(EventKinds.Locked, EventKinds.DoorClosed);
        Assert.Equal(["""{"cloud":"seam"}""", """{"cloud":"seam"}"""], said.Select(entry => entry.Data));
    }

    [Fact]
    public async Task Poll_NothingNew_AddsNoEntry_AndIsBelievedOn()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        var before = (await house.EntriesAsync(EventKinds.Locked, EventKinds.DoorClosed)).Count;

        await house.PassAsync(300);

        Assert.Equal(before, (await house.EntriesAsync(EventKinds.Locked, EventKinds.DoorClosed)).Count);
        Assert.Empty(await house.EntriesAsync(EntryKinds.StateUnknown));
        Assert.True((await house.StateAsync()).Secured);
        Assert.Equal(6, _maker.Reads);
    }

    [Fact]
    public async Task S06_Poll_HangsForOneDevice_HoldsUpNoOther()
    {
        var maker = new FakeMaker { Locks = ["lock-1", "lock-2"] };
        await using var house = await CloudHouse.StartAsync(maker);
        await house.PairAsync();
        var other = await house.AddDoorAsync(house.Owner.Account);
        var link = Assert.Single((await house.Clouds.FindAsync(other, Stop))?.Links ?? []);
        Assert.Equal(AccessOutcome.Done, await house.Clouds.PairAsync(other, link.Id, "lock-2", Stop));
        await house.PollAsync();
        maker.Hanging = "lock-1";

        for (var round = 1; round <= 3; round++)
        {
            var before = maker.ReadsOf["lock-2"];
            house.Time.Advance(TimeSpan.FromSeconds(61));
            // A second passes with each look: what was still being taken in when the minute went by is asked about at the next tick.
            await Until.TrueAsync(
                $"lock-2 is asked about in round {round}",
                () =>
                {
                    house.Time.Advance(TimeSpan.FromSeconds(1));
                    return Task.FromResult(maker.ReadsOf["lock-2"] > before);
                },
                Stop);
        }

        maker.Silence.SetResult();
    }

    [Fact]
    public async Task Poll_AnotherState_IsOneEvent_AtTheTimeThatTheMakerNames()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        await house.PassAsync(50);
        var seen = house.Time.GetUtcNow();
        _maker.Word = FakeMaker.Standing(LockState.Unlocked, DoorState.Closed, seen);

        await house.PassAsync(40);

        var unlocked = Assert.Single(await house.EntriesAsync(EventKinds.Unlocked));
        Assert.Equal(seen, unlocked.At);
        Assert.Equal(LockState.Unlocked, (await house.StateAsync()).Lock);
    }

    [Fact]
    public async Task Poll_OlderThanWhatWasSeen_IsNoEvent_AndNothingIsBelieved()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        var start = house.Time.GetUtcNow();
        await house.PairAsync();
        _maker.Word = FakeMaker.Standing(LockState.Unlocked, DoorState.Closed, start.AddMinutes(-5));

        await house.PassAsync(60);

        Assert.Empty(await house.EntriesAsync(EventKinds.Unlocked));
        Assert.Equal(LockState.Unknown, (await house.StateAsync()).Lock);
    }

    [Fact]
    public async Task S02_NoAnswer_TurnsUnknown_NeverLocked()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        _maker.Word = null;

        await house.PassAsync(126);

        Assert.Single(await house.EntriesAsync(EntryKinds.StateUnknown));
        var state = await house.StateAsync();
        Assert.Equal((LockState.Unknown, DoorState.Unknown, false, OnlineState.Offline), (state.Lock, state.Door, state.Secured, state.Online));
        Assert.Equal(CommandOutcome.DeviceOffline, await house.UnlockAsync());
    }

    [Fact]
    public async Task S02_MakerDoesNotHearTheDevice_IsNoWord()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        _maker.Word = FakeMaker.Locked() with { IsOnline = false };

        await house.PassAsync(126);

        Assert.Equal(LockState.Unknown, (await house.StateAsync()).Lock);
    }

    [Fact]
    public async Task S04_OwnersUnlock_IsSecuredByWhatIsRead_InOrder()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();

        Assert.Equal(CommandOutcome.Asked, await house.UnlockAsync());
        Assert.Equal(LockState.Locked, (await house.StateAsync()).Lock);
        await StandAsync(house, LockState.Unlocked, DoorState.Closed);
        await StandAsync(house, LockState.Unlocked, DoorState.Open);
        Assert.NotNull((await house.PointAsync()).Opening?.OpenedAt);
        await StandAsync(house, LockState.Unlocked, DoorState.Closed);
        await StandAsync(house, LockState.Locked, DoorState.Closed);

        Assert.Null((await house.PointAsync()).Opening);
        Assert.Equal(["unlock"], _maker.Sent);
        Assert.True((await house.StateAsync()).Secured);
    }

    [Fact]
    public async Task S05_Taken_IsNotDone_UntilTheMakerSaysSo()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();

        await house.UnlockAsync();
        await house.PassAsync(4);
        Assert.Empty(await house.EntriesAsync(EntryKinds.CommandAnswered));

        _maker.Attempt = new Attempt(AttemptState.Failed, "device_offline");
        await house.PassAsync(4);
        var answered = Assert.Single(await house.EntriesAsync(EntryKinds.CommandAnswered));
        Assert.Contains("\"status\":\"failed\",\"error\":\"device_offline\",\"cloud\":\"seam\"", answered.Data, StringComparison.Ordinal);
        Assert.Equal(LockState.Locked, (await house.StateAsync()).Lock);
    }

    [Fact]
    public async Task S05_NoAnswerToACommand_IsAsked_NeverFailed_AndNeverSentAgain()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        _maker.Sending = new Sending(SendingFate.Unknown);

        Assert.Equal(CommandOutcome.Asked, await house.UnlockAsync());
        await house.PassAsync(50);

        Assert.Equal(["unlock"], _maker.Sent);
        Assert.DoesNotContain(await house.EntriesAsync(EntryKinds.CommandAnswered), entry => entry.Data.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S06_ContactLostWhileUnlocked_IsLoudWithin45Seconds()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        await house.UnlockAsync();
        await StandAsync(house, LockState.Unlocked, DoorState.Open);
        _maker.Word = null;

        await house.PassAsync(45);

        Assert.Contains(await house.Access.ListAlertsAsync(Stop), alert => alert is { Kind: AlertKind.DeviceSilent, Urgent: true });
    }

    [Fact]
    public async Task S06_ContactLostRightAfterTheOwnersUnlock_IsUnknownAndLoudWithin45Seconds()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        await house.UnlockAsync();
        _maker.Word = null;

        await house.PassAsync(45);

        await AssertLostAsync(house);
    }

    [Fact]
    public async Task S06_ContactLostRightAfterAGrantedOpening_IsUnknownAndLoudWithin45Seconds()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        var grant = await house.ExpectAsync();
        Assert.True((await house.OpenAsync(grant)).Decision.IsGranted);
        _maker.Word = null;

        await house.PassAsync(45);

        await AssertLostAsync(house);
    }

    [Fact]
    public async Task S06_OneAnswerMissingAfterTheUnlock_IsNotLoud()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        await house.UnlockAsync();
        _maker.Word = null;
        await house.PassAsync(9);
        _maker.Word = FakeMaker.Standing(LockState.Unlocked, DoorState.Closed);

        await house.PassAsync(36);

        Assert.Empty(await house.EntriesAsync(EntryKinds.StateUnknown));
    }

    [Fact]
    public async Task Poll_NothingOpenedAfterTheUnlock_IsInItsOwnRhythmAgain()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        await house.UnlockAsync();
        Assert.Equal(10, (await house.PointAsync()).Device?.Cloud?.PollSeconds);
        await house.PassAsync(80);
        var before = _maker.Reads;

        await house.PassAsync(120);

        Assert.Equal(60, (await house.PointAsync()).Device?.Cloud?.PollSeconds);
        Assert.Equal(2, _maker.Reads - before);
    }

    [Fact]
    public async Task S06_Rules_KnowWhoSpeaksForWhatOpensThere()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        Assert.Null((await house.Port<IHouseholdRules>().FindAsync(house.Place, Stop))?.Maker);

        await house.PairAsync();

        Assert.Equal(CloudMaker.Seam, (await house.Port<IHouseholdRules>().FindAsync(house.Place, Stop))?.Maker);
    }

    [Fact]
    public async Task Poll_FromUnlockUntilSecured_IsEveryTenSeconds()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        await StandAsync(house, LockState.Unlocked, DoorState.Open, 60);
        var before = _maker.Reads;

        await house.PassAsync(100);

        Assert.InRange(_maker.Reads - before, 10, 11);
        Assert.Equal(10, (await house.PointAsync()).Device?.Cloud?.PollSeconds);
    }

    [Fact]
    public async Task S16_TakenBack_ReleasesTheDeviceAndIsRevokedAtTheMaker()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        var link = Assert.Single((await house.Clouds.FindAsync(house.Place, Stop))?.Links ?? []);

        Assert.Equal(AccessOutcome.Done, await house.Clouds.UnlinkAsync(link.Id, Stop));
        await house.Host.Get<CloudLinkWatch>().LookAsync(Stop);
        await house.PollAsync();

        Assert.True(_maker.IsRevoked);
        Assert.Null((await house.PointAsync()).Device);
        Assert.Empty((await house.Clouds.FindAsync(house.Place, Stop))?.Links ?? []);
        Assert.Equal(
            [EntryKinds.CloudLinked, EntryKinds.DevicePaired, EntryKinds.DeviceReleased, EntryKinds.CloudUnlinked],
            (await house.EntriesAsync(EntryKinds.CloudLinked, EntryKinds.DevicePaired, EntryKinds.DeviceReleased, EntryKinds.CloudUnlinked)).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task S25_LinkPairAndTakeBack_AfterALongSignIn_AskToSignInAgain()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        var link = await house.LinkAsync();
        await house.PassAsync(301);

        Assert.Equal(AccessOutcome.SignInAgain, (await house.Clouds.AskLinkAsync(house.Place, CloudMaker.Seam, Stop)).Outcome);
        Assert.Equal(AccessOutcome.SignInAgain, await house.Clouds.PairAsync(house.Place, link, "lock-1", Stop));
        Assert.Equal(AccessOutcome.SignInAgain, await house.Clouds.UnlinkAsync(link, Stop));
    }

    [Fact]
    public async Task S28_AccountOfAnotherHousehold_IsNotLinkedTwice()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.LinkAsync();
        var stranger = await house.Host.AddOwnerAsync("stranger@example.org", Stop);
        var door = await house.AddDoorAsync(stranger.Account);
        await using var page = await house.Host.OpenPageAsync(stranger.Account, Stop);
        var clouds = (IHouseholdClouds)(page.ServiceProvider.GetService(typeof(IHouseholdClouds)) ?? throw new InvalidOperationException("No port."));

        Assert.Equal(AccessOutcome.Done, (await clouds.AskLinkAsync(door, CloudMaker.Seam, Stop)).Outcome);
        await house.Host.Get<CloudLinkWatch>().LookAsync(Stop);

        Assert.Empty((await clouds.FindAsync(door, Stop))?.Links ?? []);
        Assert.Single((await house.Clouds.FindAsync(house.Place, Stop))?.Links ?? []);
    }

    [Fact]
    public async Task Pair_SameThingTwice_IsRefused()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();
        var link = Assert.Single((await house.Clouds.FindAsync(house.Place, Stop))?.Links ?? []);

        Assert.True(Assert.Single(link.Devices ?? []).IsPaired);
        Assert.Equal(AccessOutcome.NoLongerPossible, await house.Clouds.PairAsync(house.Place, link.Id, "lock-1", Stop));
        Assert.Equal(AccessOutcome.NotFound, await house.Clouds.PairAsync(house.Place, link.Id, "lock-2", Stop));
    }

    [Fact]
    public async Task Pair_LockAtATrunk_IsNeitherOfferedNorTaken()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        var link = await house.LinkAsync();
        var car = await house.Host.AddCarAsync(house.Owner.Account, Stop);

        Assert.Equal(AccessOutcome.NoLongerPossible, await house.Clouds.PairAsync(car, link, "lock-1", Stop));
        Assert.Equal(AccessOutcome.NoLongerPossible, (await house.Clouds.AskLinkAsync(car, CloudMaker.Seam, Stop)).Outcome);
        var seen = await house.Clouds.FindAsync(car, Stop);
        Assert.Empty(seen?.Offered ?? [CloudMaker.Seam]);
        Assert.Equal((false, null), Assert.Single(seen?.Links ?? []) is var one ? (one.Fits, one.Devices) : default);
    }

    [Fact]
    public async Task S36_DatabaseFile_HoldsNothingThatTheMakerKnowsTheAccountBy()
    {
        await using var house = await CloudHouse.StartAsync(_maker);
        await house.PairAsync();

        Assert.False(house.Host.DatabaseHolds(FakeMaker.Account));
        Assert.False(house.Host.DatabaseHolds("question-1"));
    }

    private static async Task AssertLostAsync(CloudHouse house)
    {
        var state = await house.StateAsync();
        Assert.Equal((LockState.Unknown, DoorState.Unknown, OnlineState.Offline), (state.Lock, state.Door, state.Online));
        Assert.Contains(await house.Access.ListAlertsAsync(Stop), alert => alert is { Kind: AlertKind.DeviceSilent, Urgent: true });
    }

    /// <summary>It stands so from now on, and so much time passes.</summary>
    private async Task StandAsync(CloudHouse house, LockState bolt, DoorState door, int seconds = 12)
    {
        _maker.Word = FakeMaker.Standing(bolt, door);
        await house.PassAsync(seconds);
    }
}
