namespace Portal.Tests.Support;

/// <summary>Waits for the thing itself, where nothing tells when it has happened.</summary>
internal static class Until
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <param name="what">What is missing when the deadline passes.</param>
    /// <param name="happened">Looks whether it has happened.</param>
    /// <param name="cancellationToken">The test's own.</param>
    public static async Task TrueAsync(string what, Func<Task<bool>> happened, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var look = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        while (!await happened())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Deadline)
                throw new TimeoutException($"Not within {Deadline.TotalSeconds:0} s: {what}");
            await look.WaitForNextTickAsync(cancellationToken);
        }
    }
}
