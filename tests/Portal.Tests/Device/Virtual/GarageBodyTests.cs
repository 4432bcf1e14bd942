using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

public sealed class GarageBodyTests
{
    private static readonly DateTimeOffset Now = ManualTime.Start;
    private static readonly BodyState Closed = new() { Serial = "V1", Bolt = Bolt.None };
    private static readonly BodyState Open = Closed with { Door = Door.Open, OpenPart = 1 };
    private static readonly Cause Remote = new(EventSources.Remote, "cmd_1");

    private readonly GarageBody _body = new(new BodyTiming());

    [Fact]
    public void Obey_Open_TakesTwelveSecondsAndSaysBothEnds()
    {
        var opening = _body.Obey(Closed, Order(CommandNames.Open), Now);
        Assert.Equal(new BodyReport(EventKinds.DoorOpening, Remote), Assert.Single(opening.Reports));
        Assert.Equal(Now.AddSeconds(12), _body.NextDue(opening.Next));
        Assert.Empty(_body.Pass(opening.Next, Now.AddSeconds(11)).Reports);

        var opened = _body.Pass(opening.Next, Now.AddSeconds(12));

        Assert.Equal(new BodyReport(EventKinds.DoorOpened, Remote), Assert.Single(opened.Reports));
        Assert.Equal(Open, opened.Next);
    }

    [Fact]
    public void S08_Obey_Close_WarnsForFiveSecondsBeforeItMoves()
    {
        var warning = _body.Obey(Open, Order(CommandNames.Close), Now);
        Assert.Empty(warning.Reports);
        Assert.Equal(DoorWords.Open, warning.Next.DoorWord);
        Assert.Empty(_body.Pass(warning.Next, Now.AddSeconds(4.9)).Reports);

        var closing = _body.Pass(warning.Next, Now.AddSeconds(5));
        Assert.Equal(new BodyReport(EventKinds.DoorClosing, Remote), Assert.Single(closing.Reports));
        var closed = _body.Pass(closing.Next, Now.AddSeconds(17));

        Assert.Equal(new BodyReport(EventKinds.DoorClosed, Remote), Assert.Single(closed.Reports));
        Assert.Equal(Closed, closed.Next);
    }

    [Fact]
    public void S08_Close_SomethingInTheWay_SaysSoAndOpensAgain()
    {
        var blocked = _body.Block(Open, isBlocked: true, Now).Next;
        var closing = _body.Pass(_body.Obey(blocked, Order(CommandNames.Close), Now).Next, Now.AddSeconds(5)).Next;
        var meets = _body.NextDue(closing) ?? throw new InvalidOperationException("It would never meet it.");
        Assert.Equal(7.2, (meets - Now.AddSeconds(5)).TotalSeconds, precision: 3);

        var met = _body.Pass(closing, meets);

        Assert.Equal(
            [new BodyReport(EventKinds.DoorObstructed, Remote), new BodyReport(EventKinds.DoorOpening, new Cause(EventSources.Auto))], met.Reports);
        Assert.Equal(7.2, (_body.NextDue(met.Next) - meets)?.TotalSeconds ?? 0, precision: 3);
        Assert.Equal(EventKinds.DoorOpened, Assert.Single(_body.Pass(met.Next, meets.AddSeconds(8)).Reports).Kind);
        var free = _body.Block(closing, isBlocked: false, Now).Next;
        Assert.Equal(EventKinds.DoorClosed, Assert.Single(_body.Pass(free, Now.AddSeconds(17)).Reports).Kind);
    }

    [Fact]
    public void Obey_Stop_LeavesTheDoorWhereItIs()
    {
        var opening = _body.Obey(Closed, Order(CommandNames.Open), Now).Next;

        var stopped = _body.Obey(opening, Order(CommandNames.Stop), Now.AddSeconds(3));

        Assert.Equal((DoorWords.Ajar, 0.25), (stopped.Next.DoorWord, stopped.Next.OpenPart));
        Assert.Equal(EventKinds.DoorAjar, Assert.Single(stopped.Reports).Kind);
        var closing = _body.CloseByHand(stopped.Next, Now.AddMinutes(1)).Next;
        Assert.Equal(Now.AddMinutes(1).AddSeconds(3), _body.NextDue(closing));
    }

    [Fact]
    public void S08_Obey_StopInTheWarning_KeepsItOpen()
    {
        var warning = _body.Obey(Open, Order(CommandNames.Close), Now).Next;

        var stopped = _body.Obey(warning, Order(CommandNames.Stop), Now.AddSeconds(2)).Next;

        Assert.Equal(Open, stopped);
        Assert.Null(_body.NextDue(stopped));
    }

    [Fact]
    public void S08_Obey_CloseWhileOpening_StopsAndWarnsFirst()
    {
        var opening = _body.Obey(Closed, Order(CommandNames.Open), Now).Next;

        var step = _body.Obey(opening, Order(CommandNames.Close), Now.AddSeconds(6));

        Assert.Equal(DoorWords.Ajar, step.Next.DoorWord);
        Assert.Equal(Now.AddSeconds(11), _body.NextDue(step.Next));
        Assert.Equal(Now.AddSeconds(17), _body.NextDue(_body.Pass(step.Next, Now.AddSeconds(11)).Next));
    }

    [Theory]
    [InlineData(CommandNames.Open, EventKinds.DoorOpened)]
    [InlineData(CommandNames.Close, EventKinds.DoorClosed)]
    public void S07_Obey_AlreadySo_IsDoneAndReportedUnderItsCommand(string name, string kind)
    {
        var step = _body.Obey(name == CommandNames.Open ? Open : Closed, Order(name), Now);

        Assert.Null(step.Error);
        Assert.Equal(new BodyReport(kind, Remote), Assert.Single(step.Reports));
    }

    [Fact]
    public void S09_WakeUp_InTheMiddleOfAMove_StandsStill()
    {
        var opening = _body.Obey(Closed, Order(CommandNames.Open), Now).Next;

        var awake = _body.WakeUp(opening, Now.AddSeconds(5));

        Assert.Equal(DoorWords.Ajar, awake.DoorWord);
        Assert.Null(_body.NextDue(awake));
        Assert.Null(_body.NextDue(_body.WakeUp(_body.Obey(Open, Order(CommandNames.Close), Now).Next, Now)));
    }

    [Theory]
    [InlineData(CommandNames.Unlock)]
    [InlineData(CommandNames.Lock)]
    public void Obey_Bolt_IsNotSupported(string name) => Assert.Equal("not_supported", _body.Obey(Closed, Order(name), Now).Error);

    private static DeviceOrder Order(string name) => new()
    {
        CommandId = "cmd_1",
        Name = name,
        Source = EventSources.Remote,
        OpenFor = TimeSpan.FromSeconds(10),
        ExpiresAt = Now.AddSeconds(10),
    };
}
