using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Portal.Browser.Tests.Support;

/// <summary>What axe-core finds wrong with a page: WCAG 2.0 to 2.2, A and AA, and best practice.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    /// <summary>One line for each violation: the rule and where.</summary>
    public static async Task<IReadOnlyList<string>> ScanAsync(IPage page)
    {
        var result = await page.RunAxe(Rules);
        return result.Violations
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))
            .ToList();
    }
}
