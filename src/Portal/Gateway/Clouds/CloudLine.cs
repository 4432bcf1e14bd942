using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway.Clouds;

/// <summary>
/// What stands in place of a device's connection where its maker's cloud speaks for it: when it was heard through the cloud, when it is to
/// be asked again, and the command that is on its way. Every member may be called from anywhere.
/// </summary>
internal sealed class CloudLine(DeviceId device, IMakerCloud cloud, string account, string makersId)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _dueAt = DateTimeOffset.MinValue;
    private DateTimeOffset _heardUntil = DateTimeOffset.MinValue;
    private CloudCommand? _command;

    public DeviceId Device => device;

    public IMakerCloud Cloud => cloud;

    public string Account => account;

    public string MakersId => makersId;

    /// <summary>The newest command that the cloud may have taken, until its end is known or no longer asked for.</summary>
    public CloudCommand? Command
    {
        get
        {
            lock (_gate)
                return _command;
        }
    }

    /// <summary>The maker said a short while ago that it hears the device.</summary>
    public bool IsHeard(DateTimeOffset now)
    {
        lock (_gate)
            return _heardUntil > now;
    }

    public bool IsDue(DateTimeOffset now)
    {
        lock (_gate)
            return _dueAt <= now;
    }

    public void AskAgain(DateTimeOffset at)
    {
        lock (_gate)
            _dueAt = at;
    }

    public void Heard(DateTimeOffset until)
    {
        lock (_gate)
            _heardUntil = until;
    }

    /// <summary>A command is on its way: what the device says next may be its doing.</summary>
    public void Sent(CloudCommand command)
    {
        lock (_gate)
            _command = command;
    }

    /// <summary>Notes what became of a command, unless a newer one has taken its place; null: it is over.</summary>
    public void Change(CommandId command, Func<CloudCommand, CloudCommand?> change)
    {
        lock (_gate)
        {
            if (_command?.Id == command)
                _command = change(_command);
        }
    }
}

/// <summary>A command that a maker's cloud took, or may have taken.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Name">One of <see cref="CommandNames"/>.</param>
/// <param name="Attempt">What the maker knows it by; null where it did not say, and once its end is known.</param>
/// <param name="SentAt">When it was sent.</param>
internal sealed record CloudCommand(CommandId Id, string Name, string? Attempt, DateTimeOffset SentAt)
{
    /// <summary>Its doing was seen: what comes later is not its doing.</summary>
    public bool HasCaused { get; init; }

    /// <summary>The kind of event that it is to cause.</summary>
    public string? Causes => Name switch
    {
        CommandNames.Unlock => EventKinds.Unlocked,
        CommandNames.Lock => EventKinds.Locked,
        _ => null,
    };
}
