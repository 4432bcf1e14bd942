using System.Text.RegularExpressions;
using Stops = Portal.Client.Layout.NavItems;

namespace Portal.Client.Tests.Look;

public sealed partial class IconTests
{
    private static readonly HashSet<string> Subset =
        [.. Checkout.Read("wwwroot/fonts/icons.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>An icon that is not in the subset shows as its name; docs/design/make-icons.py adds it.</summary>
    [Fact]
    public void Markup_EveryNamedIcon_IsInTheSubset()
    {
        var named = Named().ToList();
        Assert.Contains(("lock_open", "HoldButton.razor"), named);
        Assert.DoesNotContain(named, icon => !Subset.Contains(icon.Name));
    }

    [Fact]
    public void Navigation_EveryIcon_IsInTheSubset() =>
        Assert.DoesNotContain(Stops.Household.Concat(Stops.Support).Concat(Stops.Operator), stop => !Subset.Contains(stop.Icon));

    private static IEnumerable<(string Name, string File)> Named() =>
        from file in Checkout.Files("src/Portal.Client", "*.razor").Concat(Checkout.Files("src/Portal.Client", "*.cs"))
        let text = File.ReadAllText(file)
        from expression in IconExpression().Matches(text).Select(match => match.Groups[1].Value)
        from name in expression.StartsWith('@') ? Quoted().Matches(expression).Select(match => match.Groups[1].Value) : [expression]
        select (name, Path.GetFileName(file));

    // <Icon Name="lock">, Icon="lock" and IconName="lock" of Radzen and of ours, Icon: "lock", and both arms of @(… ? "lock" : "pause")
    [GeneratedRegex("""(?:<Icon\s+Name=|\bIcon(?:Name)?(?:\s*\{ get; set; \})?\s*(?:=|:)\s*)"(@\((?:[^()]|\([^()]*\))*\)|[a-z0-9_]+)(?=")""")]
    private static partial Regex IconExpression();

    [GeneratedRegex("\"([a-z0-9_]+)\"")]
    private static partial Regex Quoted();
}
