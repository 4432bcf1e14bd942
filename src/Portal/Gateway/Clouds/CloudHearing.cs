using Portal.Access;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>Hands a cloud's word on by the way that every device's word takes: events that change something, and a heartbeat.</summary>
internal sealed class CloudHearing(Database database, DeviceReports reports, CommandResults results, TimeProvider time)
{
    /// <summary>How long a command is followed, and what is seen may be its doing.</summary>
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    /// <summary>While a command is on its way.</summary>
    private static readonly TimeSpan SoonAfterCommand = TimeSpan.FromSeconds(2);

    /// <summary>Takes a word in; answers how long it is believed, and when to ask again.</summary>
    public async Task<(TimeSpan Belief, TimeSpan Pause)> TakeAsync(CloudLine line, MakersWord word, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var command = line.Command;
        var events = CloudSightings.Of(await FindAsync(line, cancellationToken), line.Cloud.Maker, word, command, now);
        if (events.Count > 0)
            await reports.RecordAsync(line.Device, events, cancellationToken);
        if (command is not null && events.Any(one => one.CommandId == command.Id.Value))
            line.Change(command.Id, one => one with { HasCaused = true });
        var heartbeat = new DeviceHeartbeat
        {
            At = now,
            Lock = word.Lock?.State ?? LockState.Unknown,
            Door = word.Door?.State ?? DoorState.Unknown,
            BatteryPercent = word.BatteryPercent,
        };
        await reports.HeartbeatAsync(line.Device, heartbeat, cancellationToken);
        var after = await FindAsync(line, cancellationToken);
        return (after.Facts.Belief, Pause(after, line.Command));
    }

    /// <summary>Asks what became of the command that is on its way, and enters its end (S05).</summary>
    public async Task FollowAsync(CloudLine line, CancellationToken cancellationToken)
    {
        if (line.Command is not { } command)
            return;
        if (time.GetUtcNow() - command.SentAt > LongestAttempt)
            line.Change(command.Id, _ => null);
        else if (command.Attempt is { } handle)
            await FollowAsync(line, command, await line.Cloud.FollowAsync(handle, cancellationToken), cancellationToken);
    }

    private async Task FollowAsync(CloudLine line, CloudCommand command, Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.State == AttemptState.Pending)
            return;
        var (status, error) = attempt.State == AttemptState.Succeeded ? ("done", null) : ("failed", attempt.Error);
        await results.RecordAsync(line.Device, command.Id, status, error, cancellationToken);
        line.Change(command.Id, one => attempt.State == AttemptState.Succeeded ? one with { Attempt = null } : null);
    }

    private static TimeSpan Pause(DeviceContext device, CloudCommand? command) => command is { Attempt: not null } or { HasCaused: false }
        ? SoonAfterCommand
        : TimeSpan.FromSeconds(device.Facts.RhythmSeconds);

    private async Task<DeviceContext> FindAsync(CloudLine line, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => DeviceStore.Find(connection, line.Device), cancellationToken)
        ?? throw new DeviceGoneException(line.Device);
}
