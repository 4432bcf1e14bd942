using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using EventNumber = Portal.Access.EventNumber;

namespace Portal.Tests.Access;

/// <summary>S01 and S02: two facts, each believed only as long as it was said.</summary>
public sealed class DeviceFactsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void S02_BeforeTheFirstWord_EverythingIsUnknown() => AssertUnknown(New(), Now);

    [Fact]
    public void S01_AHeartbeatAlone_MakesNoFact() => AssertUnknown(New().Hear(Beat(LockState.Locked, DoorState.Closed), Now), Now);

    [Fact]
    public void S01_AReportOfTheBolt_SaysNothingOfTheDoor()
    {
        var facts = New().Take(new EventNumber(1, 1), EventKinds.Locked, Now, late: false, Now);
        Assert.Equal(LockState.Locked, facts.LockNow(Now));
        Assert.Equal(DoorState.Unknown, facts.DoorNow(Now));
    }

    [Theory]
    [InlineData(15, 35)]
    [InlineData(60, 125)]
    [InlineData(300, 605)]
    public void S02_SilenceLongerThanTwoIntervalsAndFiveSeconds_IsUnknown(int interval, int believedSeconds)
    {
        var facts = Shut(interval);
        Assert.Equal(LockState.Locked, facts.LockNow(Now.AddSeconds(believedSeconds).AddMilliseconds(-1)));
        AssertUnknown(facts, Now.AddSeconds(believedSeconds));
    }

    [Fact]
    public void S02_FromUnlockingOn_BothFactsAreBelievedFifteenSeconds()
    {
        var facts = Shut(60).Take(new EventNumber(1, 3), EventKinds.Unlocked, Now, late: false, Now);
        Assert.Equal(DoorState.Closed, facts.DoorNow(Now.AddSeconds(14)));
        AssertUnknown(facts, Now.AddSeconds(15));
    }

    /// <summary>A maker's cloud is asked as often as it was agreed, and every 10 s while an opening is under way, open or not (S06).</summary>
    [Theory]
    [InlineData(false, 605)]
    [InlineData(true, 25)]
    public void S02_WhatAMakersCloudSaid_IsBelievedByHowOftenItIsAsked(bool isInOpening, int believedSeconds)
    {
        var facts = Shut(300) with { IsPolled = true, IsInOpening = isInOpening };
        Assert.Equal(TimeSpan.FromSeconds(believedSeconds), facts.Belief);
    }

    [Fact]
    public void S02_AHeartbeatThatAgrees_ExtendsBothFacts()
    {
        var facts = Shut(15).Hear(Beat(LockState.Locked, DoorState.Closed), Now.AddSeconds(15));
        Assert.Equal(LockState.Locked, facts.LockNow(Now.AddSeconds(49)));
        AssertUnknown(facts, Now.AddSeconds(50));
    }

    [Fact]
    public void S02_AHeartbeatThatContradicts_IsUnknownUntilTheNextSignedReport()
    {
        var facts = Shut(15).Hear(Beat(LockState.Unlocked, DoorState.Closed), Now);
        Assert.Equal(LockState.Unknown, facts.LockNow(Now));
        Assert.Equal(DoorState.Closed, facts.DoorNow(Now));

        facts = facts.Hear(Beat(LockState.Locked, DoorState.Closed), Now.AddSeconds(5));
        Assert.Equal(LockState.Unknown, facts.LockNow(Now.AddSeconds(5)));

        facts = facts.Take(new EventNumber(1, 3), EventKinds.Unlocked, Now.AddSeconds(6), late: false, Now.AddSeconds(6));
        Assert.Equal(LockState.Unlocked, facts.LockNow(Now.AddSeconds(6)));
    }

    [Fact]
    public void Hear_BeforeTheFirstReport_ContradictsNothing()
    {
        var facts = New().Hear(Beat(LockState.Locked, DoorState.Closed), Now);
        Assert.Equal((false, false), (facts.LockContradicted, facts.DoorContradicted));
    }

    [Fact]
    public void S20_AnOlderNumber_ChangesNothing()
    {
        var facts = Shut(15);
        Assert.Equal(facts, facts.Take(new EventNumber(1, 1), EventKinds.Unlocked, Now, late: true, Now));
    }

    [Fact]
    public void Take_ALateEvent_IsKnownButNotBelieved()
    {
        var facts = Shut(15).Take(new EventNumber(1, 3), EventKinds.Unlocked, Now.AddMinutes(-5), late: true, Now);
        Assert.Equal(LockState.Unlocked, facts.Lock);
        Assert.Equal(LockState.Unknown, facts.LockNow(Now));
    }

    [Fact]
    public void Expire_OneFactRanOut_KeepsTheOther()
    {
        var facts = Shut(15) with { DoorUntil = Now.AddSeconds(10) };
        var expired = facts.Expire(Now.AddSeconds(10));
        Assert.Null(expired.DoorUntil);
        Assert.NotNull(expired.LockUntil);
    }

    [Fact]
    public void S20_Take_AnOlderWordAboutTampering_ChangesNothing()
    {
        var facts = New()
            .Take(new EventNumber(1, 2), EventKinds.Tamper, Now, late: true, Now)
            .Take(new EventNumber(1, 1), EventKinds.TamperCleared, Now, late: false, Now);
        Assert.True(facts.Tampered);
    }

    [Fact]
    public void S19_ClockSetBack_WhatWasSaidBeforeIsNotBelieved()
    {
        var facts = Shut(15);
        var before = Now.AddHours(-1);
        Assert.Equal((LockState.Unknown, DoorState.Unknown), (facts.LockNow(before), facts.DoorNow(before)));
        Assert.Null(facts.Expire(before).BelievedUntil);
    }

    [Fact]
    public void S02_ALateWordThatItIsInUse_ShortensTheOtherBelief()
    {
        var facts = Shut(15).Take(new EventNumber(1, 3), EventKinds.Unlocked, Now.AddSeconds(-40), late: true, Now);
        Assert.Equal(DoorState.Closed, facts.DoorNow(Now.AddSeconds(14)));
        Assert.Equal(DoorState.Unknown, facts.DoorNow(Now.AddSeconds(15)));
    }

    [Theory]
    [InlineData("door_opened")]
    [InlineData("door_forced_open")]
    [InlineData("door_opening")]
    [InlineData("door_closing")]
    [InlineData("door_ajar")]
    public void S02_WhateverIsNotShut_IsBelievedFifteenSeconds(string kind)
    {
        var facts = Shut(60).Take(new EventNumber(1, 3), kind, Now, late: false, Now);
        Assert.NotEqual(DoorState.Unknown, facts.DoorNow(Now.AddSeconds(14)));
        AssertUnknown(facts, Now.AddSeconds(15));
    }

    [Fact]
    public void BelievedUntil_IsTheEarlierOfTheTwoThatThereAre()
    {
        var facts = Shut(15);
        Assert.Null(New().BelievedUntil);
        Assert.Equal(Now.AddSeconds(20), (facts with { DoorUntil = Now.AddSeconds(20) }).BelievedUntil);
        Assert.Equal(Now.AddSeconds(20), (facts with { LockUntil = Now.AddSeconds(20) }).BelievedUntil);
        Assert.Equal(Now.AddSeconds(35), (facts with { LockUntil = null }).BelievedUntil);
        Assert.Equal(Now.AddSeconds(35), (facts with { DoorUntil = null }).BelievedUntil);
    }

    [Fact]
    public void S21_TheSameNumberAgain_ExtendsNoBelief()
    {
        var later = Now.AddSeconds(10);
        var facts = Shut(15)
            .Take(new EventNumber(1, 1), EventKinds.Locked, Now, late: false, later)
            .Take(new EventNumber(1, 2), EventKinds.DoorClosed, Now, late: false, later);
        AssertUnknown(facts, Now.AddSeconds(35));
        Assert.Equal(later.AddSeconds(35), facts.HeardUntil);
    }

    [Fact]
    public void S21_TheSameNumberAboutTampering_ChangesNothing()
    {
        var facts = New()
            .Take(new EventNumber(1, 1), EventKinds.Tamper, Now, late: false, Now)
            .Take(new EventNumber(1, 1), EventKinds.TamperCleared, Now, late: false, Now);
        Assert.True(facts.Tampered);
        Assert.False(facts.Take(new EventNumber(1, 2), EventKinds.TamperCleared, Now, late: false, Now).Tampered);
    }

    [Fact]
    public void S02_ADoorThatAHeartbeatContradicted_StaysUnknownUntilTheNextSignedReport()
    {
        var facts = Shut(15).Hear(Beat(LockState.Locked, DoorState.Open), Now).Hear(Beat(LockState.Locked, DoorState.Closed), Now);
        Assert.Equal((LockState.Locked, DoorState.Unknown), (facts.LockNow(Now), facts.DoorNow(Now)));
        Assert.Equal(DoorState.Closed, facts.Take(new EventNumber(1, 3), EventKinds.DoorClosed, Now, late: false, Now).DoorNow(Now));
    }

    [Fact]
    public void Hear_WhereNothingMayBeBelieved_GivesNoBelief()
    {
        Assert.Null(New().Hear(Beat(LockState.Locked, DoorState.Closed), Now).BelievedUntil);
        Assert.Null(Shut(15).Hear(Beat(LockState.Unlocked, DoorState.Open), Now).BelievedUntil);
    }

    /// <summary>S06: also of a device of which nothing may be believed it is known when it falls silent.</summary>
    [Fact]
    public void S06_Hear_SaysWhenItIsNextDueToBeHeard() =>
        Assert.Equal(Now.AddSeconds(35), New().Hear(Beat(LockState.Locked, DoorState.Closed), Now).HeardUntil);

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    [InlineData(false, null, false)]
    [InlineData(true, false, true)]
    [InlineData(true, null, true)]
    public void Hear_OfTampering_IsTakenAndOnlyASignedWordClearsIt(bool before, bool? said, bool after) =>
        Assert.Equal(after, (New() with { Tampered = before }).Hear(Beat(LockState.Locked, DoorState.Closed) with { Tamper = said }, Now).Tampered);

    [Fact]
    public void Expire_BothStillHold_KeepsBoth()
    {
        var facts = Shut(15);
        Assert.Equal(facts, facts.Expire(Now));
    }

    [Fact]
    public void S19_ClockSetBackByAMinuteAtMost_IsNoReasonToDisbelieve()
    {
        Assert.Equal(DoorState.Closed, Shut(15).DoorNow(Now.AddSeconds(-60)));
        AssertUnknown(Shut(15), Now.AddSeconds(-60).AddMilliseconds(-1));
    }

    [Fact]
    public void S01_AReportOfOneFact_ExtendsNoBeliefInTheOther()
    {
        var facts = Shut(15).Take(new EventNumber(1, 3), EventKinds.DoorClosed, Now, late: false, Now.AddSeconds(20));
        Assert.Equal((LockState.Unknown, DoorState.Closed), (facts.LockNow(Now.AddSeconds(35)), facts.DoorNow(Now.AddSeconds(35))));
    }

    [Fact]
    public void S01_AReportOfTheDoor_DoesNotMakeALateWordAboutTheBoltBelieved()
    {
        var facts = Shut(15)
            .Take(new EventNumber(1, 3), EventKinds.Locked, Now.AddMinutes(-5), late: true, Now)
            .Take(new EventNumber(1, 4), EventKinds.DoorClosed, Now, late: false, Now);
        Assert.Equal((LockState.Unknown, DoorState.Closed), (facts.LockNow(Now), facts.DoorNow(Now)));
    }

    private static DeviceFacts New() => new() { IntervalSeconds = 15 };

    private static DeviceFacts Shut(int interval) =>
        new DeviceFacts { IntervalSeconds = interval }
            .Take(new EventNumber(1, 1), EventKinds.Locked, Now, late: false, Now)
            .Take(new EventNumber(1, 2), EventKinds.DoorClosed, Now, late: false, Now);

    private static DeviceHeartbeat Beat(LockState @lock, DoorState door) => new() { At = Now, Lock = @lock, Door = door };

    private static void AssertUnknown(DeviceFacts facts, DateTimeOffset at)
    {
        Assert.Equal(LockState.Unknown, facts.LockNow(at));
        Assert.Equal(DoorState.Unknown, facts.DoorNow(at));
    }
}
