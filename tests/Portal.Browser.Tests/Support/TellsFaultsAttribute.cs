using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: Portal.Browser.Tests.Support.TellsFaults]

namespace Portal.Browser.Tests.Support;

/// <summary>
/// What the programs of a test logged as errors is printed with the test, one that fails shows it: a page that broke is seen beside why.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TellsFaultsAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentQueue<string> Faults = new();

    internal static void Keep(string line) => Faults.Enqueue(line);

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Faults.Clear();

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (!Faults.IsEmpty)
            TestContext.Current.TestOutputHelper?.WriteLine("Logged as errors meanwhile:");
        while (Faults.TryDequeue(out var line))
            TestContext.Current.TestOutputHelper?.WriteLine(line);
    }
}
