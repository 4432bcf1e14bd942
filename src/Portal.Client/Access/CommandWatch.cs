using Portal.Client.Ledger;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>What can be asked of a device from its access point's page, and is waited for.</summary>
public enum AskedCommand
{
    Unlock,
    Lock,
}

/// <summary>
/// What became of a command that was asked from this page. The answer comes from the device alone (S05): until it is heard the page says
/// 'Asking…', and after 10 s that it is not known whether it happened.
/// </summary>
public sealed class CommandWatch(TimeProvider time) : IDisposable
{
    /// <summary>How long a command is good for on the device (S07).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Leaving _leaving = new();
    private Question? _question;

    /// <summary>What to say of it; null when nothing was asked, or when the device has answered by its state.</summary>
    public string? Says { get; private set; }

    /// <summary>The device has not answered yet.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>Starts waiting; ends after 10 s, or when the device answered or the page was left.</summary>
    /// <param name="command">What was asked.</param>
    /// <param name="after">
    /// The newest entry that the page knew before it asked: what comes after it may be the answer, whatever time the device's clock claims.
    /// </param>
    /// <param name="page">As it was read since; it may have the answer already.</param>
    public async Task AskedAsync(AskedCommand command, long after, AccessPointPageView page)
    {
        var question = new Question(command, after);
        (_question, IsAsking, Says) = (question, true, AccessText.Asking);
        See(page);
        await Task.Delay(Patience, time, _leaving.Token)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (ReferenceEquals(_question, question) && IsAsking)
            (IsAsking, Says) = (false, command is AskedCommand.Unlock ? AccessText.NoAnswerLook : AccessText.NoAnswerLock);
    }

    /// <summary>Looks what the device has said since.</summary>
    public void See(AccessPointPageView page)
    {
        if (_question is not { } question)
            return;
        var said = page.Entries.Where(entry => entry.Position > question.After && !entry.Late).ToList();
        var answer = said.Where(entry => entry.Kind == EntryKinds.CommandAnswered)
            .Select(entry => new EntryData(entry.Data).Text("status"))
            .FirstOrDefault(status => status is "done" or "failed" or "expired");
        if (answer is null && !said.Any(entry => IsMet(question.Command, entry.Kind)))
            return;
        (_question, IsAsking) = (null, false);
        Says = answer switch
        {
            "failed" => AccessText.DeviceSaysItCouldNot,
            "expired" => AccessText.ReachedTooLate,
            _ => null,
        };
    }

    public void Dispose() => _leaving.Dispose();

    private static bool IsMet(AskedCommand command, string kind) => command switch
    {
        AskedCommand.Unlock => kind is "unlocked" or "door_opened" or "door_opening",
        AskedCommand.Lock => kind is "locked" or "door_closed" or "door_closing",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
    };

    private sealed record Question(AskedCommand Command, long After);
}
