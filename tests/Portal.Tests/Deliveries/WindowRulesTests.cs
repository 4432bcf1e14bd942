using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Tests.Support;

namespace Portal.Tests.Deliveries;

/// <summary>Which windows can be asked for: each limit to the millisecond, and which end of the window is at fault.</summary>
public sealed class WindowRulesTests
{
    private static readonly DateTimeOffset Now = ManualTime.Start;

    [Theory]
    [InlineData(0, 5)]
    [InlineData(0, 24 * 60)]
    [InlineData(-60, 1)]
    [InlineData(90 * 24 * 60, (90 * 24 * 60) + 60)]
    public void Fault_WithinTheLimits_IsNone(int from, int to) => Assert.Null(WindowRules.Fault(Window(from, to), Now));

    [Theory]
    [InlineData(-60, 0, 0, "over")]
    [InlineData(10, 15, -1, "5 minutes or more")]
    [InlineData(0, 24 * 60, 1, "24 hours or less")]
    public void Fault_OfTheEnd_SaysWhatToDo(int from, int to, int milliseconds, string said)
    {
        var window = Window(from, to);
        var fault = WindowRules.Fault(window with { End = window.End.AddMilliseconds(milliseconds) }, Now);
        Assert.False(fault?.IsOfStart);
        Assert.Contains(said, fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_TooFarAhead_IsOfTheStart()
    {
        var start = Now + WindowRules.Horizon;
        var fault = WindowRules.Fault(new DeliveryWindow(start.AddMilliseconds(1), start.AddHours(1)), Now);
        Assert.True(fault?.IsOfStart);
        Assert.Contains("90 days", fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_InGerman_IsSaidInGerman()
    {
        using var german = Client.Languages.Speak("de");

        Assert.Equal("Dieses Zeitfenster ist vorbei. Wähle ein späteres.", WindowRules.Fault(Window(-60, 0), Now)?.Message);
    }

    private static DeliveryWindow Window(int from, int to) => new(Now.AddMinutes(from), Now.AddMinutes(to));
}
