namespace Portal.Tests.Shape;

/// <summary>Tests wait for the thing itself. The banned symbols keep away delays without a clock; these, delays by the real one.</summary>
public sealed class WaitingTests
{
    [Fact]
    public void Test_NeverSleeps()
    {
        // For ever is no time; and this file has to name what it forbids.
        var pattern = SourceTree.Pattern(@"Thread\.Sleep|SpinWait\.SpinUntil|Task\.Delay\((?!Timeout\.Infinite)[^)]*TimeProvider\.System");

        Assert.DoesNotContain(
            SourceTree.Files("tests", ".cs"),
            file => !file.EndsWith(nameof(WaitingTests) + ".cs", StringComparison.Ordinal) && pattern.IsMatch(SourceTree.Read(file)));
    }
}
