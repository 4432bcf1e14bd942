namespace Portal.Benchmarks.LivePage;

/// <summary>Milliseconds of the page's main thread: in all, and of that in script, in style and in layout (DevTools protocol, Performance.getMetrics).</summary>
internal sealed record BrowserWork(double TaskMs, double ScriptMs, double StyleMs, double LayoutMs)
{
    /// <summary>The work since <paramref name="before"/>, for each of so many events.</summary>
    public BrowserWork Since(BrowserWork before, int events) => new(
        Each(TaskMs - before.TaskMs, events),
        Each(ScriptMs - before.ScriptMs, events),
        Each(StyleMs - before.StyleMs, events),
        Each(LayoutMs - before.LayoutMs, events));

    private static double Each(double all, int events) => Math.Round(all / events, 2);
}
