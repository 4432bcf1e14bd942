namespace Portal.Access;

/// <summary>Deliveries that have not ended, as SQL: what an open incident rests on is kept however old it is.</summary>
internal static class UnendedDelivery
{
    /// <summary>Their states.</summary>
    public const string States = "'requested', 'approved', 'in_progress', 'incident'";

    /// <summary>Whether something belongs to one.</summary>
    /// <param name="id">The column with the delivery's id; null belongs to none.</param>
    public static string Has(string id) =>
        $"EXISTS (SELECT 1 FROM delivery WHERE delivery.id = {id} AND delivery.state IN ({States}))";
}
