using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Portal.Browser.Tests.Support;

/// <summary>What axe-core finds wrong with a page: WCAG 2.0 to 2.2, A and AA, and best practice, of any impact.</summary>
internal static class Accessibility
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Only what is wrong is gathered and brought over: a page that is right costs a third of what its whole report would. What can be chosen the
    // browser draws by itself: the hundreds of time zones would cost more than all the rest.
    private const string Run =
        """
        async tags => {
            const result = await axe.run({ exclude: ["option"] }, { runOnly: tags, resultTypes: ["violations"] });
            return result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html}`));
        }
        """;

    // What fades in has a contrast of its own for a moment, which is nobody's fault.
    private const string Calm =
        """
        () => Promise.allSettled(document.getAnimations()
            .filter(one => Number.isFinite(one.effect?.getComputedTiming().endTime)).map(one => one.finished))
        """;

    /// <summary>One line for each violation: the rule and where.</summary>
    public static async Task<IReadOnlyList<string>> ScanAsync(IPage page)
    {
        await page.EvaluateAsync(Calm);
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(Run, Rules);
    }
}
