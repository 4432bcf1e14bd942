using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

public sealed class BoltedBodyTests
{
    private static readonly DateTimeOffset Now = ManualTime.Start;
    private static readonly BodyTiming Timing = new() { LockAfterClose = TimeSpan.FromSeconds(2) };
    private static readonly BodyState Secured = new() { Serial = "V1", Bolt = Bolt.Thrown };

    private readonly BoltedBody _body = new(Timing);

    [Fact]
    public void Obey_Unlock_DrawsTheBoltUnderItsCommand()
    {
        var step = _body.Obey(Secured, Order(CommandNames.Unlock), Now);

        Assert.Null(step.Error);
        Assert.Equal((LockWords.Unlocked, DoorWords.Closed), (step.Next.LockWord, step.Next.DoorWord));
        Assert.Equal(new BodyReport(EventKinds.Unlocked, new Cause(EventSources.Keypad, "cmd_1")), Assert.Single(step.Reports));
        Assert.Equal(Now.AddSeconds(10), _body.NextDue(step.Next));
    }

    [Fact]
    public void Pass_NothingOpenedInTime_LocksByItself()
    {
        var unlocked = _body.Obey(Secured, Order(CommandNames.Unlock), Now).Next;

        Assert.Empty(_body.Pass(unlocked, Now.AddSeconds(9.9)).Reports);
        var step = _body.Pass(unlocked, Now.AddSeconds(10));

        Assert.Equal(LockWords.Locked, step.Next.LockWord);
        Assert.Equal(new BodyReport(EventKinds.Locked, new Cause(EventSources.Auto)), Assert.Single(step.Reports));
        Assert.Null(_body.NextDue(step.Next));
    }

    [Fact]
    public void S04_OpenedAndClosed_LocksByItselfInThatOrder()
    {
        var unlocked = _body.Obey(Secured, Order(CommandNames.Unlock), Now).Next;
        var opened = _body.OpenByHand(unlocked, Now.AddSeconds(3));
        Assert.Null(_body.NextDue(opened.Next));
        Assert.Empty(_body.Pass(opened.Next, Now.AddHours(1)).Reports);
        var closed = _body.CloseByHand(opened.Next, Now.AddHours(1));
        var locked = _body.Pass(closed.Next, Now.AddHours(1).AddSeconds(2));

        Assert.Equal(
            [EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked],
            new[] { opened, closed, locked }.Select(step => Assert.Single(step.Reports).Kind));
        Assert.Equal(Secured, locked.Next);
    }

    [Fact]
    public void OpenByHand_Locked_DoesNotOpen()
    {
        var step = _body.OpenByHand(Secured, Now);

        Assert.Equal("locked", step.Error);
        Assert.Equal(Secured, step.Next);
        Assert.Empty(step.Reports);
    }

    [Fact]
    public void Obey_LockWhileOpen_FailsAndMovesNothing()
    {
        var open = Secured with { Bolt = Bolt.Drawn, Door = Door.Open };

        Assert.Equal("door_open", _body.Obey(open, Order(CommandNames.Lock), Now).Error);
    }

    [Theory]
    [InlineData(CommandNames.Lock, EventKinds.Locked)]
    [InlineData(CommandNames.Unlock, EventKinds.Unlocked)]
    public void S07_Obey_AlreadySo_IsDoneAndReportedUnderItsCommand(string name, string kind)
    {
        var state = name == CommandNames.Lock ? Secured : Secured with { Bolt = Bolt.Drawn };

        var step = _body.Obey(state, Order(name), Now);

        Assert.Null(step.Error);
        Assert.Equal(new BodyReport(kind, new Cause(EventSources.Keypad, "cmd_1")), Assert.Single(step.Reports));
    }

    [Theory]
    [InlineData(CommandNames.Unlock)]
    [InlineData(CommandNames.Lock)]
    public void Obey_Jammed_ReportsTheJamAndMovesNothing(string name)
    {
        var bolt = name == CommandNames.Unlock ? Bolt.Thrown : Bolt.Drawn;
        var step = _body.Obey(Secured with { Bolt = bolt, IsJammed = true }, Order(name), Now);

        Assert.Equal("jammed", step.Error);
        Assert.Equal((bolt, LockWords.Jammed), (step.Next.Bolt, step.Next.LockWord));
        Assert.Equal(EventKinds.LockJammed, Assert.Single(step.Reports).Kind);
    }

    [Theory]
    [InlineData(CommandNames.Open)]
    [InlineData(CommandNames.Close)]
    [InlineData(CommandNames.Stop)]
    [InlineData("dance")]
    public void Obey_WhatItCannot_IsNotSupported(string name) =>
        Assert.Equal("not_supported", _body.Obey(Secured, Order(name), Now).Error);

    [Fact]
    public void S09_WakeUp_UnlockedAndShut_LocksAtOnce()
    {
        var unlocked = _body.Obey(Secured, Order(CommandNames.Unlock), Now).Next;

        var awake = _body.WakeUp(unlocked, Now.AddSeconds(1));

        Assert.Equal(LockWords.Locked, _body.Pass(awake, Now.AddSeconds(1)).Next.LockWord);
    }

    private static DeviceOrder Order(string name) => new()
    {
        CommandId = "cmd_1",
        Name = name,
        Source = EventSources.Keypad,
        OpenFor = TimeSpan.FromSeconds(10),
        ExpiresAt = Now.AddSeconds(10),
    };
}
