using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using TestResult = FsCheck.TestResult;

namespace Portal.Tests.Access.Properties;

/// <summary>Fails the test with the shrunk case, why it fails and the seed that makes it again.</summary>
internal sealed class ToldRunner(Action<string> write) : IRunner
{
    public void OnStartFixture(Type t)
    {
    }

    public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
    {
    }

    public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
    {
    }

    public void OnFinished(string name, TestResult result)
    {
        switch (result)
        {
            case TestResult.Passed:
                break;
            case TestResult.Failed failed:
                write("Found: " + failed.Item2.Head);
                Assert.Fail(Told(failed));
                break;
            default:
                Assert.Fail("No cases were made.");
                break;
        }
    }

    private static string Told(TestResult.Failed failed) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Does not hold, after {failed.Item1.NumberOfTests} cases and {failed.Item1.NumberOfShrinks} shrinks.
        Again: PORTAL_PROPERTY_SEED={failed.Item6.Seed},{failed.Item6.Gamma},{failed.Item7}
        The smallest case, {failed.Item3.Head}
        {failed.Item4}
        """);
}
