using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>Every step from every state: the state table of product.md, and nothing beside it.</summary>
public sealed class DeliveryStepsTests
{
    /// <summary>A row for each state, a column for each step: where it leads, or - where it is refused.</summary>
    private const string Table =
        """
        from       | Approve  Propose   Accept   Decline  Withdraw  Lapse  Revoke  Begin      BeginLate  Complete  CompleteLate NeverOpen WindowOver Incident LoseDevice Resolve  Rearm
        Requested  | Approved Requested Approved Declined Withdrawn Lapsed -       -          -          -         -            -         -          -        -          -        -
        Approved   | -        -         -        -        Withdrawn -      Revoked InProgress -          -         -            -         Missed     -        Revoked    -        -
        InProgress | -        -         -        -        -         -      -       -          -          Completed Completed    Missed    -          Incident Revoked    -        -
        Completed  | -        -         -        -        -         -      -       -          -          -         -            -         -          -        -          -        -
        Declined   | -        -         -        -        -         -      -       -          -          -         -            -         -          -        -          -        -
        Withdrawn  | -        -         -        -        -         -      -       -          -          -         -            -         -          -        -          -        -
        Lapsed     | -        -         -        -        -         -      -       -          -          -         -            -         -          -        -          -        -
        Revoked    | -        -         -        -        -         -      -       -          -          -         -            -         -          -        -          -        -
        Missed     | -        -         -        -        -         -      -       -          InProgress -         -            -         -          -        -          -        Approved
        Incident   | -        -         -        -        -         -      -       -          -          -         Completed    -         -          -        -          Resolved -
        Resolved   | -        -         -        -        -         -      -       -          -          -         -            -         -          -        -          -        -
        """;

    private static readonly List<Cell> Cells = [.. Read()];

    [Fact]
    public void Table_HasARowForEachStateAndAColumnForEachStep()
    {
        Assert.Equal(Enum.GetValues<DeliveryState>(), Cells.Select(cell => cell.From).Distinct().Order());
        Assert.Equal(Enum.GetValues<DeliveryStep>(), Cells.Select(cell => cell.Step).Distinct().Order());
        Assert.Equal(Enum.GetValues<DeliveryState>().Length * Enum.GetValues<DeliveryStep>().Length, Cells.Count);
    }

    [Fact]
    public void Next_EveryStateAndStep_IsTheTableOfTheProduct() =>
        Assert.All(Cells, cell => Assert.Equal(cell.To, DeliverySteps.Next(cell.From, cell.Step)));

    private static IEnumerable<Cell> Read()
    {
        var rows = Table.Split('\n').Select(row => row.Replace("|", " ", StringComparison.Ordinal).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).ToList();
        return
            from row in rows.Skip(1)
            from column in Enumerable.Range(1, rows[0].Length - 1)
            select new Cell(
                Enum.Parse<DeliveryState>(row[0]),
                Enum.Parse<DeliveryStep>(rows[0][column]),
                row[column] == "-" ? null : Enum.Parse<DeliveryState>(row[column]));
    }

    private sealed record Cell(DeliveryState From, DeliveryStep Step, DeliveryState? To);
}
