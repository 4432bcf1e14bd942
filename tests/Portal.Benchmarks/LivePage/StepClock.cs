namespace Portal.Benchmarks.LivePage;

/// <summary>How long each step took, each time.</summary>
internal sealed class StepClock
{
    private readonly Dictionary<string, List<double>> _took = new(StringComparer.Ordinal);

    public T Time<T>(string step, Func<T> act)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var result = act();
        Add(step, begun);
        return result;
    }

    public async Task<T> TimeAsync<T>(string step, Func<Task<T>> act)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var result = await act();
        Add(step, begun);
        return result;
    }

    /// <summary>Leaves out what was timed so far.</summary>
    public void Forget() => _took.Clear();

    public IReadOnlyList<Step> Steps() => [.. _took.Select(step => Step.Of(step.Key, step.Value))];

    private void Add(string step, long begun)
    {
        if (!_took.TryGetValue(step, out var list))
            _took.Add(step, list = []);
        list.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
    }
}

internal sealed record Step(string Name, double P50Ms, double P99Ms)
{
    public static Step Of(string name, List<double> took)
    {
        took.Sort();
        return new Step(name, Math.Round(Figures.Percentile(took, 0.5), 3), Math.Round(Figures.Percentile(took, 0.99), 3));
    }
}
