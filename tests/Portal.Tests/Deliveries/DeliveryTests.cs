using Portal.Client.Deliveries;
using static Portal.Tests.Deliveries.SomeDelivery;

namespace Portal.Tests.Deliveries;

/// <summary>What the steps of a delivery do besides moving its state.</summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 6)]
    [InlineData(4.5, 5)]
    [InlineData(1.5, 2)]
    public void Agreeable_ProposedWindowOrPartOfOne_IsTakenAsAsked(double from, double to) =>
        Assert.Equal(Window(from, to), In(DeliveryState.Requested).Agreeable(Window(from, to), Now));

    [Theory]
    [InlineData(0.5, 1.5)]
    [InlineData(1, 2.01)]
    [InlineData(2, 4)]
    [InlineData(1, 6)]
    [InlineData(5, 5)]
    [InlineData(5.5, 5)]
    public void Agreeable_NotWithinOneProposed_IsRefused(double from, double to) =>
        Assert.Null(In(DeliveryState.Requested).Agreeable(Window(from, to), Now));

    [Fact]
    public void Agreeable_AfterItBegan_IsWhatIsLeft() =>
        Assert.Equal(Window(1.25, 2), In(DeliveryState.Requested).Agreeable(Window(1, 2), Now.AddHours(1.25)));

    [Fact]
    public void Agreeable_AfterItEnded_IsRefused() =>
        Assert.Null(In(DeliveryState.Requested).Agreeable(Window(1, 2), Now.AddHours(2)));

    [Fact]
    public void Approve_Requested_KeepsWindowAndWhoAnswered()
    {
        var answer = Answer;

        var approved = In(DeliveryState.Requested).Approve(Window(1, 2), answer);

        Assert.Equal((DeliveryState.Approved, Window(1, 2), answer), (approved?.State, approved?.Window, approved?.Answer));
    }

    [Fact]
    public void Complete_InTime_IsNotLate() => Assert.False(In(DeliveryState.InProgress).Complete(late: false)?.Late);

    [Fact]
    public void Complete_ByLateProofOfAnIncident_IsLateAndHasNoReasonLeft()
    {
        var incident = In(DeliveryState.InProgress).BecomeIncident("device_silent");

        var completed = incident?.Complete(late: true);

        Assert.Equal((DeliveryState.Completed, true, null), (completed?.State, completed?.Late, completed?.Reason));
    }

    [Fact]
    public void Complete_OfAnIncidentInTime_IsRefused() => Assert.Null(In(DeliveryState.Incident).Complete(late: false));

    [Fact]
    public void NeverOpen_InProgress_SaysWhy() => Assert.Equal("never_opened", In(DeliveryState.InProgress).NeverOpen()?.Reason);

    [Fact]
    public void LapsesAt_SeveralWindows_IsTheEndOfTheLast() => Assert.Equal(Now.AddHours(6), In(DeliveryState.Requested).LapsesAt);
}
