using Microsoft.Extensions.Logging;

namespace Portal.Client.Live;

/// <summary>
/// What a person asked of a page last: the page is busy until it is done, and what came of it stands where it was asked until the next
/// tap. Where it broke off, nobody knows whether it happened, and that is what is said.
/// </summary>
public sealed class Tap(ILogger logger)
{
    private string? _about;

    public bool IsBusy { get; private set; }

    /// <summary>What became of it, where that needs saying.</summary>
    public string? Answer { get; private set; }

    /// <summary>What became of it, for the part of the page that it was about; null for every other part.</summary>
    public string? AnswerTo(string about) => about == _about ? Answer : null;

    /// <param name="act">Does it, and says what needs saying; null for nothing.</param>
    /// <param name="about">The part of the page that asks, on a page with several.</param>
    public async Task DoAsync(Func<Task<string?>> act, string? about = null)
    {
        (IsBusy, _about, Answer) = (true, about, null);
        try
        {
            Answer = await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reference = FaultReference.New();
            logger.TapFailed(fault, reference);
            Answer = LiveText.FormatNotKnownWhether(reference);
        }
        finally
        {
            IsBusy = false;
        }
    }
}
