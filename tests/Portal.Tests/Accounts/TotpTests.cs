using Portal.Accounts;

namespace Portal.Tests.Accounts;

/// <summary>Against the vectors of RFC 6238, appendix B (SHA-1), cut to six digits.</summary>
public sealed class TotpTests
{
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // "12345678901234567890"

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void CodeAt_OfTheStandard_IsAsItSays(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void FindStep_OfANeighbour_IsFound_AndNoFurther()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_111);
        var step = Totp.StepAt(now);

        Assert.Equal(
            [null, step - 1, step, step + 1, null],
            new[] { -2, -1, 0, 1, 2 }.Select(away => Totp.FindStep(Key, Totp.CodeAt(Key, step + away), now)));
        Assert.Null(Totp.FindStep(Key, "", now));
    }

    [Fact]
    public void NewKey_IsWhatAppsTake_AndAnotherEachTime()
    {
        Assert.Matches("^[A-Z2-7]{32}$", Totp.NewKey());
        Assert.NotEqual(Totp.NewKey(), Totp.NewKey());
    }
}
