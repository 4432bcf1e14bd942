namespace Portal.Tests.Access.Properties;

/// <summary>
/// Whatever people, devices and clocks do in whatever order: S02, S03 (nothing shown past its freshness), S04 (completed only by the
/// order), S09 (what cannot be recorded does not open), S10 (one opening for a grant), and who may open at all (product.md).
/// </summary>
public sealed class AccessPropertiesTests
{
    /// <summary>Cases over one database, so that it stays small.</summary>
    private const int CasesPerHouse = 500;

    [Fact]
    public void S02_S03_S04_S09_S10_AnyStory_BreaksNoRule()
    {
        var tally = new Tally();
        var house = new AccessHouse();
        try
        {
            var cases = 0;
            PropertyRuns.Check(
                Stories.Any,
                async story =>
                {
                    if (++cases % CasesPerHouse == 0)
                    {
                        house.Dispose();
                        house = new AccessHouse();
                    }

                    await StoryRun.RunAsync(house, story, tally);
                });
        }
        finally
        {
            house.Dispose();
            PropertyRuns.Write(tally.ToString());
        }

        // Enough must happen for the rules to be tried at all.
        Assert.True(tally.Granted > tally.Cases / 3, tally.ToString());
        Assert.True(tally.Completed > tally.Cases / 5, tally.ToString());
        Assert.True(tally.Secured > tally.Cases, tally.ToString());
    }
}
