using Portal.Client.Ledger;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>
/// What became of an unlock that was asked from this page. The answer comes from the device alone (S05): until it is heard the page says
/// 'Asking…', and after 10 s that it is not known whether it opened.
/// </summary>
public sealed class CommandWatch(TimeProvider time) : IDisposable
{
    /// <summary>How long a command is good for on the device (S07).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Leaving _leaving = new();
    private DateTimeOffset? _askedAt;

    /// <summary>What to say of it; null when nothing was asked, or when the device has answered by its state.</summary>
    public string? Says { get; private set; }

    /// <summary>The device has not answered yet.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>Starts waiting; ends after 10 s, or when the device answered or the page was left.</summary>
    public async Task AskedAsync()
    {
        var asked = time.GetUtcNow();
        (_askedAt, IsAsking, Says) = (asked, true, AccessText.Asking);
        await Task.Delay(Patience, time, _leaving.Token)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (_askedAt == asked && IsAsking)
            (IsAsking, Says) = (false, AccessText.NoAnswerLook);
    }

    /// <summary>Looks what the device has said since.</summary>
    public void See(AccessPointPageView page)
    {
        if (_askedAt is not { } asked)
            return;
        if (page.Entries.Any(entry => entry.At >= asked && entry.Kind is "unlocked" or "door_opened" or "door_opening"))
            (_askedAt, IsAsking, Says) = (null, false, null);
        else if (Refusal(page, asked) is { } refusal)
            (_askedAt, IsAsking, Says) = (null, false, refusal);
    }

    public void Dispose() => _leaving.Dispose();

    private static string? Refusal(AccessPointPageView page, DateTimeOffset asked) => page.Entries
        .Where(entry => entry.Kind == EntryKinds.CommandAnswered && entry.At >= asked)
        .Select(entry => new EntryData(entry.Data).Text("status"))
        .FirstOrDefault() switch
    {
        "failed" => AccessText.DeviceSaysItCouldNot,
        "expired" => AccessText.ReachedTooLate,
        _ => null,
    };
}
