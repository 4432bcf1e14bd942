namespace Portal.Access;

/// <summary>Whether something belongs to a delivery that has not ended, as SQL: what an open incident rests on is kept however old it is.</summary>
internal static class UnendedDelivery
{
    /// <param name="id">The column with the delivery's id; null belongs to none.</param>
    public static string Has(string id) =>
        $"EXISTS (SELECT 1 FROM delivery WHERE delivery.id = {id} AND delivery.state IN ('requested', 'approved', 'in_progress', 'incident'))";
}
