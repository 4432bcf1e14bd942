using static Portal.Client.Deliveries.DeliveryState;

namespace Portal.Client.Deliveries;

/// <summary>The states that each stage holds, and the words of its buttons.</summary>
public static class DeliveryStages
{
    public static IReadOnlyList<(DeliveryStage Stage, string Word)> All =>
    [
        (DeliveryStage.Now, DeliveriesText.Now),
        (DeliveryStage.Asked, DeliveriesText.Asked),
        (DeliveryStage.Coming, DeliveriesText.Coming),
        (DeliveryStage.Delivered, DeliveriesText.Delivered),
        (DeliveryStage.Missed, DeliveriesText.Missed),
        (DeliveryStage.CalledOff, DeliveriesText.CalledOff),
    ];

    /// <summary>Every state in which nothing is left to happen, a second try aside.</summary>
    public static IReadOnlyList<DeliveryState> Ended { get; } =
        [.. Of(DeliveryStage.Delivered), .. Of(DeliveryStage.Missed), .. Of(DeliveryStage.CalledOff)];

    public static IReadOnlyList<DeliveryState> Of(DeliveryStage stage) => stage switch
    {
        DeliveryStage.Now => [InProgress, Incident],
        DeliveryStage.Asked => [Requested],
        DeliveryStage.Coming => [Approved],
        DeliveryStage.Delivered => [Completed, Resolved],
        DeliveryStage.Missed => [Missed],
        DeliveryStage.CalledOff => [Declined, Withdrawn, Revoked, Lapsed],
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "No such stage."),
    };
}
