namespace Portal.Device;

/// <summary>What came of a code that was typed at the device.</summary>
public abstract record CodeAnswer
{
    private CodeAnswer()
    {
    }

    /// <summary>The code was right, and this is what the device then did.</summary>
    /// <param name="CommandId">The command that the verdict is.</param>
    /// <param name="Status">One of <see cref="Protocol.CommandStatus"/>: a verdict that came too late opens nothing.</param>
    /// <param name="Error">Why it failed.</param>
    public sealed record Granted(string CommandId, string Status, string? Error) : CodeAnswer;

    /// <summary>The portal did not answer in 3 s, the device judged by itself that the code opens, and this is what it then did.</summary>
    /// <param name="AttemptId">Under which the portal will be told.</param>
    /// <param name="Status">One of <see cref="Protocol.CommandStatus"/>.</param>
    /// <param name="Error">Why it failed.</param>
    public sealed record GrantedOffline(string AttemptId, string Status, string? Error) : CodeAnswer;

    /// <summary>The code does not open.</summary>
    /// <param name="Reason">From the closed list of the contract.</param>
    public sealed record Denied(string Reason) : CodeAnswer;

    /// <summary>The portal did not answer in 3 s, and the device has nothing to judge by. Nothing was opened.</summary>
    public sealed record NoAnswer : CodeAnswer;
}
