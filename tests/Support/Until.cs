namespace Portal.Tests.Support;

/// <summary>Waits for the thing itself, where nothing tells when it has happened.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <param name="what">What is missing when the deadline passes.</param>
    /// <param name="happened">Looks whether it has happened.</param>
    /// <param name="cancellationToken">The test's own.</param>
    public static async Task TrueAsync(string what, Func<Task<bool>> happened, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await happened())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TimeProvider.System.GetElapsedTime(begun) > Deadline)
                throw new TimeoutException($"Not within {Deadline.TotalSeconds:0} s: {what}");
            await Task.Yield();
        }
    }
}
