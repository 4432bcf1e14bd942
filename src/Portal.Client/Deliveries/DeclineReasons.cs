namespace Portal.Client.Deliveries;

/// <summary>
/// Reasons of a decline that are ready to be tapped. The carrier reads them and the ledger keeps them in English, whatever the member speaks;
/// members read them in their language. Own words stay as they were typed.
/// </summary>
internal static class DeclineReasons
{
    /// <summary>The reason of a one-tap decline.</summary>
    public const string NotNow = "Not at this time.";

    private const string NotOrdered = "Nobody here ordered this.";
    private const string AnotherDay = "Please ask for another day.";
    private const string PickUpPoint = "Please leave it at a pick-up point.";

    /// <summary>What is offered beside own words.</summary>
    public static IReadOnlyList<string> Ready { get; } = [AnotherDay, PickUpPoint, NotOrdered];

    /// <summary>As a member reads it; null where none was given.</summary>
    public static string? Of(string? reason) => reason switch
    {
        NotNow => DeliveriesText.DeclinedNotNow,
        NotOrdered => DeliveriesText.DeclinedNotOrdered,
        AnotherDay => DeliveriesText.DeclinedAnotherDay,
        PickUpPoint => DeliveriesText.DeclinedPickUpPoint,
        "declined" => null,
        _ => reason,
    };
}
