using Portal.Client;
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
    public void Approve_ByARule_KeepsWindowAndRuleAndNamesNobody()
    {
        var rule = PortalId.New<StandingRuleId>(Now);

        var approved = In(DeliveryState.Requested).Approve(Window(1, 2), rule);

        Assert.Equal((DeliveryState.Approved, Window(1, 2), rule, null), (approved?.State, approved?.Window, approved?.Rule, approved?.Answer));
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
    public void Steps_ThatAMemberTakes_KeepWhoAnswered()
    {
        var answer = Answer;

        Assert.Equal(answer, In(DeliveryState.Approved).Revoke(answer)?.Answer);
        Assert.Equal(answer, In(DeliveryState.Requested).Decline("not at home", answer)?.Answer);
        Assert.Equal(answer, In(DeliveryState.Requested).Propose(Window(2, 3), answer)?.Answer);
        Assert.Equal(answer, In(DeliveryState.Incident).Resolve("looked", answer)?.Answer);
    }

    /// <summary>What is told to the carrier, and shown.</summary>
    [Fact]
    public void Steps_ThatEndADelivery_SayWhy()
    {
        Assert.Equal("revoked", In(DeliveryState.Approved).Revoke(Answer)?.Reason);
        Assert.Equal("withdrawn", In(DeliveryState.Approved).Withdraw()?.Reason);
        Assert.Equal("delivered_elsewhere", In(DeliveryState.Approved).GoElsewhere()?.Reason);
        Assert.Equal("unanswered", In(DeliveryState.Requested).Lapse()?.Reason);
        Assert.Equal("window_over", In(DeliveryState.Approved).WindowOver()?.Reason);
        Assert.Equal("device_released", In(DeliveryState.Approved).LoseDevice()?.Reason);
        Assert.Equal("not at home", In(DeliveryState.Requested).Decline("not at home", Answer)?.Reason);
        Assert.Equal("looked", In(DeliveryState.Incident).Resolve("looked", Answer)?.Reason);
    }

    [Fact]
    public void Approve_WhatAMemberProposed_WaitsForTheCarrierAlone()
    {
        var proposed = In(DeliveryState.Requested).Propose(Window(2, 3), Answer);

        Assert.Equal([Window(2, 3)], proposed?.Proposed);
        Assert.Null(proposed?.Approve(Window(2, 3), Answer));
        Assert.Null(proposed?.Approve(Window(2, 3), PortalId.New<StandingRuleId>(Now)));
        Assert.Equal(Window(2, 3), proposed?.Accept(Window(2, 3))?.Window);
    }

    [Fact]
    public void Accept_ItsOwnRequest_IsRefused() => Assert.Null(In(DeliveryState.Requested).Accept(Window(1, 2)));

    [Theory]
    [InlineData(-0.01, false)]
    [InlineData(0, true)]
    [InlineData(0.99, true)]
    [InlineData(1, false)]
    public void Rearm_NeverOpened_OnlyInsideItsWindow(double hours, bool isRearmed)
    {
        var missed = In(DeliveryState.InProgress).NeverOpen() ?? throw new InvalidOperationException("Refused.");
        var answer = Answer with { At = Now.AddHours(1 + hours) };

        var rearmed = (missed with { Window = Window(1, 2) }).Rearm(answer);

        Assert.Equal(isRearmed, rearmed is { State: DeliveryState.Approved, Reason: null } && rearmed.Answer == answer);
        Assert.Equal(isRearmed, rearmed is not null);
    }

    [Fact]
    public void Rearm_OfAWindowThatWentByUnused_IsRefused()
    {
        var missed = (In(DeliveryState.Approved) with { Window = Window(-1, 1) }).WindowOver();

        Assert.Null(missed?.Rearm(Answer));
    }

    [Fact]
    public void LapsesAt_SeveralWindows_IsTheEndOfTheLast() => Assert.Equal(Now.AddHours(6), In(DeliveryState.Requested).LapsesAt);
}
