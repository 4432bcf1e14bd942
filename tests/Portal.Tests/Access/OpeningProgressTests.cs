using Portal.Access;
using Portal.Device.Protocol;
using EventNumber = Portal.Access.EventNumber;

namespace Portal.Tests.Access;

/// <summary>S04: completed only by the order unlocked, opened, closed, secured, each said by the device after the decision.</summary>
public sealed class OpeningProgressTests
{
    private const string Ours = "cmd_ours";
    private static readonly DateTimeOffset At = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);
    private static readonly SecuredMeaning BoltAndContact = new(NeedsLock: true, NeedsDoor: true);
    private static readonly SecuredMeaning DriveOnly = new(NeedsLock: false, NeedsDoor: true);

    [Fact]
    public void S04_WholeOrder_IsSecured()
    {
        var progress = Of(BoltAndContact, "unlocked!", "door_opened", "door_closed", "locked");
        Assert.NotNull(progress.UnlockedAt);
        Assert.NotNull(progress.OpenedAt);
        Assert.NotNull(progress.ClosedAt);
        Assert.NotNull(progress.SecuredAt);
        Assert.False(progress.Late);
    }

    [Theory]
    [InlineData("unlocked!", "locked")]
    [InlineData("unlocked!", "door_closed", "locked")]
    [InlineData("unlocked!", "door_opened")]
    [InlineData("unlocked!", "door_opened", "door_closed")]
    [InlineData("unlocked!", "door_opened", "locked")]
    [InlineData("unlocked!", "door_opened", "locked", "door_closed")]
    [InlineData("door_opened", "door_closed", "locked")]
    [InlineData("unlocked", "door_opened", "door_closed", "locked")]
    [InlineData("door_opened", "unlocked!", "door_closed", "locked")]
    [InlineData("unlocked!", "door_opened", "door_closed", "door_opened", "locked")]
    [InlineData("unlocked!", "door_opened", "door_closed", "door_ajar", "locked")]
    [InlineData("unlocked!", "door_opened", "door_closed", "door_forced_open", "locked")]
    [InlineData("unlocked!", "door_opened", "door_closed", "door_opening", "locked")]
    [InlineData("unlocked!", "door_opened", "door_closed", "door_closing", "locked")]
    [InlineData("unlocked!", "door_ajar", "door_closed", "locked")]
    [InlineData("locked!", "door_opened", "door_closed", "locked")]
    [InlineData("door_opened!", "door_closed", "locked")]
    public void S04_AnyOtherOrder_IsNotSecured(params string[] kinds) => Assert.Null(Of(BoltAndContact, kinds).SecuredAt);

    /// <summary>A drive that moves so fast that its first word is 'open'.</summary>
    [Fact]
    public void S04_DriveWhoseFirstWordIsOpen_IsUnlockedAndOpenedByIt()
    {
        var progress = Of(DriveOnly, "door_opened!", "door_closed");
        Assert.Equal((At, At, At.AddSeconds(1)), (progress.UnlockedAt, progress.OpenedAt, progress.SecuredAt));
    }

    /// <summary>What the bolt says in between opens nothing.</summary>
    [Theory]
    [InlineData("unlocked!", "door_opened", "door_closed", "lock_jammed", "locked")]
    [InlineData("unlocked!", "door_opened", "door_closed", "unlocked", "locked")]
    public void S04_BoltThatTriesAgainWhileShut_IsSecured(params string[] kinds) => Assert.NotNull(Of(BoltAndContact, kinds).SecuredAt);

    [Fact]
    public void Of_OpenedTwice_KeepsTheFirstOpeningAndTheLastClosing()
    {
        var progress = Of(BoltAndContact, "unlocked!", "door_opened", "door_closed", "door_opened", "door_closed", "locked");
        Assert.Equal((At.AddSeconds(1), At.AddSeconds(4)), (progress.OpenedAt, progress.ClosedAt));
    }

    [Fact]
    public void S04_OpenedAgainThenClosedAndLocked_IsSecured() =>
        Assert.NotNull(Of(BoltAndContact, "unlocked!", "door_opened", "door_closed", "door_opened", "door_closed", "locked").SecuredAt);

    [Fact]
    public void S04_DriveWithoutBolt_IsSecuredWhenClosed() =>
        Assert.NotNull(Of(DriveOnly, "door_opening!", "door_opened", "door_closing", "door_closed").SecuredAt);

    [Fact]
    public void S04_DriveThatReversed_IsNotSecured() =>
        Assert.Null(Of(DriveOnly, "door_opening!", "door_opened", "door_closing", "door_obstructed", "door_opened").SecuredAt);

    [Fact]
    public void Of_WhatComesAfterSecured_ChangesNothing()
    {
        var secured = Of(BoltAndContact, "unlocked!", "door_opened", "door_closed", "locked");
        Assert.Equal(secured, Of(BoltAndContact, "unlocked!", "door_opened", "door_closed", "locked", "unlocked", "door_opened"));
    }

    [Fact]
    public void Of_OneStepToldLate_IsLate()
    {
        var events = Events("unlocked!", "door_opened", "door_closed", "locked").ToList();
        events[2] = events[2] with { Late = true };
        Assert.True(OpeningProgress.Of(events, new HashSet<string> { Ours }, BoltAndContact).Late);
    }

    /// <summary>An unlocking that a command of another opening caused is none of this one's.</summary>
    [Fact]
    public void S04_UnlockedByAnotherCommand_IsNotUnlocked()
    {
        var events = Events("unlocked!", "door_opened", "door_closed", "locked");
        Assert.Null(OpeningProgress.Of(events, new HashSet<string> { "cmd_another" }, BoltAndContact).UnlockedAt);
    }

    /// <summary>A device that judged the code by itself unlocks at its keypad, after it said so; an unlocking by hand is none of it.</summary>
    [Theory]
    [InlineData(2, EventSources.Keypad, true)]
    [InlineData(1, EventSources.Keypad, false)]
    [InlineData(2, EventSources.Manual, false)]
    public void S04_UnlockedWithoutTheLine_CountsFromTheDevicesOwnJudgementOn(int number, string source, bool counts)
    {
        var unlocked = new StateEvent(EventKinds.Unlocked, At, Late: true, CommandId: null, source, new EventNumber(1, number));
        var progress = OpeningProgress.Of([unlocked], new HashSet<string>(), BoltAndContact, offline: new EventNumber(1, 1));
        Assert.Equal(counts, progress.UnlockedAt is not null);
    }

    private static OpeningProgress Of(SecuredMeaning meaning, params string[] kinds) =>
        OpeningProgress.Of(Events(kinds), new HashSet<string> { Ours }, meaning);

    /// <summary>A kind with ! was caused by our command.</summary>
    private static IEnumerable<StateEvent> Events(params string[] kinds) =>
        kinds.Select((kind, i) =>
        {
            var name = kind.TrimEnd('!');
            Assert.True(EventKinds.BearsState(name));
            return new StateEvent(name, At.AddSeconds(i), Late: false, kind.EndsWith('!') ? Ours : null, Source: null);
        });
}
