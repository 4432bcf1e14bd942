using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

public sealed class GpsTests
{
    private const double TenMetresPerSecond = 10;

    private static readonly DateTimeOffset Now = ManualTime.Start;
    private static readonly BodyState Parked = new() { Serial = "V1", Bolt = Bolt.Thrown, Lat = 52, Lon = 13 };

    // 111.2 m to the north, then about 68.5 m to the east.
    private static readonly GeoPoint[] Route = [new(52.001, 13), new(52.001, 13.001)];

    private readonly Gps _gps = new(TimeSpan.FromSeconds(5), () => Now);

    [Fact]
    public void Drive_Route_SaysEveryFewSecondsWhereItIsAndStandsStillAtTheEnd()
    {
        var step = _gps.Drive(Parked, Route, TenMetresPerSecond, Now);
        var said = new List<(double Lat, double Lon)>();
        var now = Now;
        while (_gps.NextDue(step.Next) is { } due)
        {
            Assert.True(step.Next.IsMoving);
            Assert.InRange((due - now).TotalSeconds, 0.001, 5);
            now = due;
            step = _gps.Pass(step.Next, now);
            Assert.Equal(EventKinds.Position, Assert.Single(step.Reports).Kind);
            said.Add((step.Next.Lat ?? 0, step.Next.Lon ?? 0));
        }

        Assert.InRange((now - Now).TotalSeconds, 17.9, 18.1);
        Assert.Equal(4, said.Count);
        Assert.All(said[..2], point => Assert.Equal(13, point.Lon));
        Assert.Equal((52.001, 13.001), said[^1]);
        Assert.False(step.Next.IsMoving);
    }

    [Fact]
    public void Pass_NotHeardOfForLong_HasDrivenOnMeanwhile()
    {
        var step = _gps.Drive(Parked, Route, TenMetresPerSecond, Now);

        var later = _gps.Pass(step.Next, Now.AddHours(1)).Next;

        Assert.Equal((52.001, 13.001, false), (later.Lat, later.Lon, later.IsMoving));
    }

    [Fact]
    public void Hide_Underground_SaysNothingAndKeepsTheLastFix()
    {
        var hidden = _gps.Hide(Parked, isHidden: true).Next;
        var moved = _gps.Move(hidden, new GeoPoint(53, 14), isMoving: false);

        Assert.Empty(moved.Reports);
        Assert.Equal((52, 13), (_gps.Fix(moved.Next)?.Lat, _gps.Fix(moved.Next)?.Lon));

        var back = _gps.Hide(moved.Next, isHidden: false);
        Assert.Equal(EventKinds.Position, Assert.Single(back.Reports).Kind);
        Assert.Equal((53, 14), (_gps.Fix(back.Next)?.Lat, _gps.Fix(back.Next)?.Lon));
    }

    [Fact]
    public void Drive_DeviceOfAHouse_IsNotSupported() =>
        Assert.Equal("not_supported", _gps.Drive(Parked with { Lat = null, Lon = null }, Route, TenMetresPerSecond, Now).Error);
}
