using Portal.Device.Protocol;

namespace Portal.Device.Fleet;

/// <summary>The one moving part of a light device: obeys a command once and in time, and throws itself again when nobody opened.</summary>
internal sealed class LightBolt(DeviceClock clock, TimeProvider time)
{
    private readonly Lock _gate = new();
    private CommandResult? _last;
    private long? _lockAt;

    public bool IsUnlocked
    {
        get
        {
            lock (_gate)
                return _lockAt is not null;
        }
    }

    /// <summary>Null while it is locked.</summary>
    public TimeSpan? UntilRelocked
    {
        get
        {
            lock (_gate)
                return _lockAt is { } at ? TimeSpan.FromTicks(Math.Max(1, time.GetElapsedTime(time.GetTimestamp(), at).Ticks)) : null;
        }
    }

    /// <summary>True once when the time is over and it has locked by itself.</summary>
    public bool HasRelocked()
    {
        lock (_gate)
        {
            if (_lockAt is not { } at || time.GetTimestamp() < at)
                return false;
            _lockAt = null;
            return true;
        }
    }

    /// <summary>False for a command that was just done: it is answered again.</summary>
    public bool Obey(Command command, out CommandResult result)
    {
        lock (_gate)
        {
            if (_last?.CommandId == command.CommandId)
            {
                result = _last;
                return false;
            }

            _last = result = Do(command);
            if (result.Status == CommandStatus.Done)
                _lockAt = command.Name == CommandNames.Unlock ? time.GetTimestamp() + (GatewayLimits.OpenSeconds * time.TimestampFrequency) : null;
            return true;
        }
    }

    private CommandResult Do(Command command)
    {
        if (command.Name is not (CommandNames.Unlock or CommandNames.Lock))
            return new CommandResult { CommandId = command.CommandId, Status = CommandStatus.Failed, Error = "not_supported" };
        var isInTime = clock.IsTrusted && WireTime.TryParse(command.ExpiresAt, out var expiresAt) && clock.Now <= expiresAt;
        return new CommandResult { CommandId = command.CommandId, Status = isInTime ? CommandStatus.Done : CommandStatus.Expired };
    }
}
