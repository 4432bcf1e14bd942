namespace Portal.Tests.Access.Properties;

/// <summary>
/// The same reports, told later, in another order or more than once, complete the same and leave the same alerts open, except for the mark
/// <em>late</em>. What the same means is <see cref="Outcome"/>; what is left out and why, <see cref="Retellings"/>.
/// </summary>
public sealed class RetellingTests
{
    private const int CasesPerHouse = 500;

    [Fact]
    public void S04_ReportsToldOtherwise_ComeToTheSame()
    {
        var house = new AccessHouse();
        var (cases, completed) = (0, 0);
        try
        {
            PropertyRuns.Check(
                Retellings.Any,
                async history =>
                {
                    if (++cases % CasesPerHouse == 0)
                    {
                        house.Dispose();
                        house = new AccessHouse();
                    }

                    var inTime = await RetellingRun.RunAsync(house, history, inTime: true);
                    var otherwise = await RetellingRun.RunAsync(house, history, inTime: false);
                    Assert.Equal(inTime, otherwise);
                    completed += inTime.Opening == "secured" ? 1 : 0;
                });
        }
        finally
        {
            house.Dispose();
            PropertyRuns.Write($"{cases} cases, {completed} completed.");
        }

        // Enough must complete for the comparison to say something.
        Assert.True(completed > cases / 10, $"{completed} of {cases} completed.");
    }
}
