using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

public sealed class BatteryTests
{
    private static readonly DateTimeOffset Now = ManualTime.Start;
    private static readonly BodyState Full = new() { Serial = "V1", Bolt = Bolt.Thrown, BatteryPercent = 100 };

    private readonly Battery _battery = new();

    [Fact]
    public void Drain_SixtyAnHour_LosesAndSaysOnePercentEachMinute()
    {
        var draining = Battery.Drain(Full, perHour: 60, Now).Next;
        Assert.Empty(_battery.Pass(draining, Now.AddSeconds(59)).Reports);

        var lost = _battery.Pass(draining, Now.AddMinutes(1));

        Assert.Equal(99, lost.Next.BatteryPercent);
        Assert.Equal(EventKinds.Battery, Assert.Single(lost.Reports).Kind);
        Assert.Equal(Now.AddMinutes(2), _battery.NextDue(lost.Next));
    }

    [Fact]
    public void Drain_NoSimpleRate_LosesEveryPercentInItsTime()
    {
        var state = Battery.Drain(Full, perHour: 7, Now).Next;
        var steps = 0;
        while (_battery.NextDue(state) is { } due)
        {
            var step = _battery.Pass(state, due);
            Assert.Equal(state.BatteryPercent - 1, step.Next.BatteryPercent);
            state = step.Next;
            steps++;
        }

        Assert.Equal((100, 0), (steps, state.BatteryPercent));
    }

    [Fact]
    public void Pass_AfterAYear_IsEmptyAndNotLess()
    {
        var draining = Battery.Drain(Full, perHour: 1, Now).Next;

        var empty = _battery.Pass(draining, Now.AddDays(365)).Next;

        Assert.Equal(0, empty.BatteryPercent);
        Assert.Null(_battery.NextDue(empty));
    }

    [Fact]
    public void Drain_DeviceOnTheMains_IsNotSupported() =>
        Assert.Equal("not_supported", Battery.Drain(Full with { BatteryPercent = null }, perHour: 1, Now).Error);
}
