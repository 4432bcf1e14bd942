namespace Portal.Client.Live;

/// <summary>What a person asked of a page last: the page is busy until it is done, and what came of it stands there until the next tap.</summary>
public sealed class Tap
{
    public bool IsBusy { get; private set; }

    /// <summary>What became of it, where that needs saying.</summary>
    public string? Answer { get; private set; }

    /// <param name="act">Does it, and says what needs saying; null for nothing.</param>
    public async Task DoAsync(Func<Task<string?>> act)
    {
        IsBusy = true;
        try
        {
            Answer = await act();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
