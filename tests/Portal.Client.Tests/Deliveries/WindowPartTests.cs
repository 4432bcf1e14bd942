using Portal.Client.Deliveries;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Deliveries;

public sealed class WindowPartTests
{
    [Fact]
    public void Steps_WindowAhead_AreQuarterHoursWithBothEnds() =>
        Assert.Equal([0, 15, 30, 45, 60], Minutes(Sample.Window(0, 1), Sample.Now.AddHours(-1)));

    [Fact]
    public void Steps_WindowBegun_LeaveOutWhatIsOver() =>
        Assert.Equal([30, 45, 60], Minutes(Sample.Window(0, 1), Sample.Now.AddMinutes(40)));

    [Fact]
    public void Steps_LongWindow_AreHours() =>
        Assert.Equal(25, WindowPart.Steps(Sample.Window(0, 24), Sample.Now).Count);

    [Fact]
    public void Steps_UnevenWindow_EndWithItsEnd() =>
        Assert.Equal([0, 15, 20], Minutes(new DeliveryWindow(Sample.Now, Sample.Now.AddMinutes(20)), Sample.Now));

    [Fact]
    public void Left_SomeAreOver_KeepsTheRestInOrder() =>
        Assert.Equal(
            [Sample.Window(1, 2), Sample.Window(4, 5)],
            WindowPart.Left([Sample.Window(-2, -1), Sample.Window(1, 2), Sample.Window(4, 5)], Sample.Now));

    private static IEnumerable<double> Minutes(DeliveryWindow window, DateTimeOffset now) =>
        WindowPart.Steps(window, now).Select(step => (step - Sample.Now).TotalMinutes);
}
