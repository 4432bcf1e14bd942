using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>Every step from every state: the state table of product.md, and nothing beside it.</summary>
public sealed class DeliveryStepsTests
{
    private static readonly Dictionary<(DeliveryState From, DeliveryStep Step), DeliveryState> Allowed = new()
    {
        [(DeliveryState.Requested, DeliveryStep.Approve)] = DeliveryState.Approved,
        [(DeliveryState.Requested, DeliveryStep.Decline)] = DeliveryState.Declined,
        [(DeliveryState.Requested, DeliveryStep.Withdraw)] = DeliveryState.Withdrawn,
        [(DeliveryState.Requested, DeliveryStep.Lapse)] = DeliveryState.Lapsed,
        [(DeliveryState.Approved, DeliveryStep.Revoke)] = DeliveryState.Revoked,
        [(DeliveryState.Approved, DeliveryStep.Withdraw)] = DeliveryState.Withdrawn,
        [(DeliveryState.Approved, DeliveryStep.Begin)] = DeliveryState.InProgress,
        [(DeliveryState.Approved, DeliveryStep.WindowOver)] = DeliveryState.Missed,
        [(DeliveryState.InProgress, DeliveryStep.Complete)] = DeliveryState.Completed,
        [(DeliveryState.InProgress, DeliveryStep.CompleteLate)] = DeliveryState.Completed,
        [(DeliveryState.InProgress, DeliveryStep.NeverOpen)] = DeliveryState.Missed,
        [(DeliveryState.InProgress, DeliveryStep.Incident)] = DeliveryState.Incident,
        [(DeliveryState.Incident, DeliveryStep.CompleteLate)] = DeliveryState.Completed,
    };

    [Fact]
    public void Next_EveryStateAndStep_IsTheTableOfTheProduct()
    {
        foreach (var from in Enum.GetValues<DeliveryState>())
        {
            foreach (var step in Enum.GetValues<DeliveryStep>())
            {
                DeliveryState? expected = Allowed.TryGetValue((from, step), out var to) ? to : null;
                Assert.True(expected == DeliverySteps.Next(from, step), $"{from} × {step}: expected {expected}, got {DeliverySteps.Next(from, step)}");
            }
        }
    }
}
