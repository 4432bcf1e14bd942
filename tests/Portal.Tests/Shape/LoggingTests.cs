using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Shape;

/// <summary>Log messages are generated, numbered by folder, and no number is used twice.</summary>
public sealed class LoggingTests
{
    /// <summary>The first of a hundred numbers that a folder has.</summary>
    private static readonly Dictionary<string, int> Ranges = new(StringComparer.Ordinal)
    {
        ["Storage"] = 1000,
        ["Ledger"] = 1100,
        ["Accounts"] = 1200,
        ["Access"] = 1300,
        ["Deliveries"] = 1400,
        ["Gateway"] = 1500,
        ["Live"] = 1600,
        ["Carriers"] = 1700,
        ["Notifications"] = 1800,
        ["Support"] = 1900,
        ["Hosting"] = 2000,
        ["Demo"] = 2100,
    };

    private static readonly List<(MethodInfo Method, LoggerMessageAttribute Message)> Messages =
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (method, message),
    ];

    [Fact]
    public void Messages_AreFound() => Assert.NotEmpty(Messages);

    [Fact]
    public void EventId_IsUsedOnce() =>
        Assert.Empty(Messages.GroupBy(one => one.Message.EventId).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void EventId_IsFromTheRangeOfItsFolder() =>
        Assert.Empty(Messages
            .Where(one => one.Message.EventId / 100 * 100 != Ranges.GetValueOrDefault(one.Method.DeclaringType?.Namespace?.Split('.')[^1] ?? ""))
            .Select(one => $"{one.Method.DeclaringType}.{one.Method.Name}: {one.Message.EventId}"));

    [Fact]
    public void Message_IsGenerated_NeverWrittenByHand()
    {
        var pattern = SourceTree.Pattern(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)?\((?!this)");

        Assert.DoesNotContain(SourceTree.Files("src", ".cs", ".razor"), file => pattern.IsMatch(SourceTree.Read(file)));
    }

    [Fact]
    public void Message_StandsInTheFoldersLogFile() =>
        Assert.DoesNotContain(
            SourceTree.Files("src", ".cs"),
            file => !file.EndsWith(".Log.cs", StringComparison.Ordinal) && SourceTree.Read(file).Contains("[LoggerMessage", StringComparison.Ordinal));
}
