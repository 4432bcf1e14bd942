using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// Decides whether an order is still to be carried out, has it done once, and remembers what became of it: late ones do nothing (S07),
/// repeated ones are answered, and what cannot be noted first opens nothing (S09).
/// </summary>
internal sealed class Orders(CommandMemory memory, DeviceClock clock, Func<DeviceOrder, CancellationToken, ValueTask<OrderOutcome>> obey)
{
    /// <summary>A command of the portal. Null while the same command is being done: that one will be answered.</summary>
    public async Task<CommandResult?> CarryOutAsync(Command command, CancellationToken cancellationToken)
    {
        if (memory.Find(command.CommandId) is { } earlier)
            return earlier;

        if (!WireTime.TryParse(command.ExpiresAt, out var expiresAt))
            return Failed(command.CommandId, GatewayErrorCodes.InvalidField);

        var order = new DeviceOrder
        {
            CommandId = command.CommandId,
            Name = command.Name,
            Source = EventSources.Remote,
            OpenFor = OpenFor(command),
            ExpiresAt = expiresAt,
        };
        return await DoAsync(order, isKeypad: false, cancellationToken);
    }

    /// <summary>
    /// A granted verdict. Its command may have been done before: within a minute the same code opens the same opening once more.
    /// </summary>
    public async Task<CommandResult> CarryOutAsync(CodeVerdict granted, string commandId, CancellationToken cancellationToken)
    {
        if (!WireTime.TryParse(granted.ExpiresAt, out var expiresAt))
            return Failed(commandId, GatewayErrorCodes.InvalidField);

        var order = new DeviceOrder
        {
            CommandId = commandId,
            Name = CommandNames.Unlock,
            Source = EventSources.Keypad,
            OpenFor = TimeSpan.FromSeconds(granted.OpenSeconds ?? GatewayLimits.OpenSeconds),
            ExpiresAt = expiresAt,
        };
        return await DoAsync(order, isKeypad: true, cancellationToken) ?? Failed(commandId, "busy");
    }

    /// <summary>A code that the device has judged by itself, with its grant already consumed.</summary>
    public async Task<CommandResult> CarryOutAsync(string attemptId, string name, CancellationToken cancellationToken)
    {
        var order = new DeviceOrder
        {
            CommandId = attemptId,
            Name = name,
            Source = EventSources.Keypad,
            OpenFor = TimeSpan.FromSeconds(GatewayLimits.OpenSeconds),
            ExpiresAt = clock.Now.AddSeconds(GatewayLimits.OpenSeconds),
        };
        return await DoAsync(order, isKeypad: false, cancellationToken) ?? Failed(attemptId, "busy");
    }

    private async Task<CommandResult?> DoAsync(DeviceOrder order, bool isKeypad, CancellationToken cancellationToken)
    {
        var opens = order.Name is CommandNames.Unlock or CommandNames.Open;
        if (opens && !clock.IsTrusted)
            return Failed(order.CommandId, "clock_unsure");

        if (clock.Now > order.ExpiresAt)
            return Expired(order.CommandId);

        try
        {
            if (isKeypad)
                memory.BeginAgain(order.CommandId);
            else if (!memory.TryBegin(order.CommandId))
                return null;
        }
        catch (IOException) when (opens)
        {
            return Failed(order.CommandId, "cannot_record");
        }
        catch (IOException)
        {
            // Locking and closing go ahead on a full disk; done twice they do no harm.
        }

        var outcome = await obey(order, cancellationToken);
        if (outcome.IsUnanswered)
            return null;
        var result = outcome switch
        {
            { IsExpired: true } => Expired(order.CommandId),
            { Error: { } error } => Failed(order.CommandId, error),
            _ => new CommandResult { CommandId = order.CommandId, Status = CommandStatus.Done },
        };
        try
        {
            memory.Finish(result);
        }
        catch (IOException)
        {
            // It happened; after a restart the command is known as interrupted, and is still not done again.
        }

        return result;
    }

    private static TimeSpan OpenFor(Command command) =>
        command.Args is { ValueKind: System.Text.Json.JsonValueKind.Object } args
            && args.TryGetProperty("openSeconds", out var seconds)
            && seconds.ValueKind == System.Text.Json.JsonValueKind.Number
            && seconds.TryGetInt32(out var told)
            && told is > 0 and <= 3600
            ? TimeSpan.FromSeconds(told)
            : TimeSpan.FromSeconds(GatewayLimits.OpenSeconds);

    private static CommandResult Expired(string commandId) => new() { CommandId = commandId, Status = CommandStatus.Expired };

    private static CommandResult Failed(string commandId, string error) =>
        new() { CommandId = commandId, Status = CommandStatus.Failed, Error = error };
}
