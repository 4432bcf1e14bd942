using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// What happens when somebody types a code, one after the other: the portal is asked first, and only without its answer in 3 s the device
/// judges by itself, as the same attempt (S14). While it rests for wrong codes nothing is looked at (S11).
/// </summary>
internal sealed class Keypad(DeviceOptions options, DeviceState state, DeviceClock clock, Line line, Func<string, string, DateTimeOffset, DeviceEvent?> report)
    : IDisposable
{
    // Every refusal reads the same to the one who tried (S12).
    private const string Refused = "code_refused";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(GatewayLimits.CheckCodeSeconds);

    private readonly SemaphoreSlim _one = new(1, 1);

    public OfflineAuthority Offline { get; } = new(state, clock, options.Description.Profile, report);

    /// <param name="code">What was typed.</param>
    /// <param name="orders">Carry out what it opens.</param>
    /// <param name="answered">Hears what became of a command of the portal.</param>
    /// <param name="cancellationToken">Gives up waiting; what was granted is carried out nevertheless.</param>
    public async Task<CodeAnswer> EnterAsync(string code, Orders orders, Action<CommandResult> answered, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (state.WrongCodes.Rests)
                return new CodeAnswer.Denied(Refused);
            var attemptId = Guid.NewGuid().ToString("N");
            var reply = await AskAsync(code, attemptId, cancellationToken);
            if (reply.IsSilence)
                return await JudgeAsync(code, attemptId, orders, cancellationToken);
            if (reply.Answer is { Verdict: CodeVerdict.Granted, CommandId: { } commandId } granted)
                return await ObeyAsync(code, granted, commandId, orders, answered);
            return Deny(reply.Refusal?.Code ?? reply.Answer?.Reason ?? "unknown");
        }
        catch (IOException)
        {
            // What cannot be noted opens nothing (S09).
            return new CodeAnswer.Denied(Refused);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // A line that breaks before the answer is no answer: on the next one the same attempt is asked about again, as long as there is time.
    private async Task<Reply<CodeVerdict>> AskAsync(string code, string attemptId, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(options.Time, Patience);
        while (!deadline.IsOver && await LineAsync(deadline, cancellationToken) is { } session)
        {
            if (!await IsToldAsync(session, deadline, cancellationToken) || deadline.IsOver)
                continue;
            var question = new CheckCode { Code = code, AttemptId = attemptId, At = WireTime.Format(clock.Now) };
            var reply = await session.AskAsync<CodeVerdict>(GatewayMethods.CheckCode, question, deadline.Left, cancellationToken);
            if (!reply.IsSilence)
                return reply;
        }

        return Reply<CodeVerdict>.None;
    }

    // Where nothing could be judged without the portal there is nothing to wait for either.
    private async Task<GatewaySession?> LineAsync(Deadline deadline, CancellationToken cancellationToken) =>
        Offline.MayJudge ? await line.WaitAsync(deadline.Left, cancellationToken) : line.Now;

    // What the device did by itself is told before it asks: whoever types a used code the moment the line is back would open twice (S10).
    private async Task<bool> IsToldAsync(GatewaySession session, Deadline deadline, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Closed);
        try
        {
            for (var told = state.Told.Next; state.Events.HoldsState; told = state.Told.Next)
                await told.WaitAsync(deadline.Left, options.Time, either.Token);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // From here on the portal counts on it: whoever gave up waiting for the answer does not stop the bolt half way.
    private async Task<CodeAnswer> ObeyAsync(string code, CodeVerdict granted, string commandId, Orders orders, Action<CommandResult> answered)
    {
        Offline.NoteUse(code);
        var result = await orders.CarryOutAsync(granted, commandId, CancellationToken.None);
        answered(result);
        return new CodeAnswer.Granted(commandId, result.Status, result.Error);
    }

    private async Task<CodeAnswer> JudgeAsync(string code, string attemptId, Orders orders, CancellationToken cancellationToken)
    {
        if (!Offline.MayJudge)
            return new CodeAnswer.NoAnswer();
        if (!Offline.TryUse(code, attemptId, await options.Status(cancellationToken)))
            return new CodeAnswer.Denied(Refused);
        var result = await orders.CarryOutAsync(attemptId, Opens(options.Description.Profile), CancellationToken.None);
        return new CodeAnswer.GrantedOffline(attemptId, result.Status, result.Error);
    }

    private CodeAnswer.Denied Deny(string reason)
    {
        if (reason == Refused)
            state.WrongCodes.Miss(armingOfPins: null);
        return new CodeAnswer.Denied(reason);
    }

    // A drive without a bolt is opened.
    private static string Opens(DeviceProfile profile) => profile.SecuredByLock ? CommandNames.Unlock : CommandNames.Open;

    /// <summary>How long somebody at the keypad still waits for the portal.</summary>
    private sealed class Deadline(TimeProvider time, TimeSpan within)
    {
        private readonly long _begun = time.GetTimestamp();

        public TimeSpan Left => within - time.GetElapsedTime(_begun) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

        public bool IsOver => Left == TimeSpan.Zero;
    }
}
