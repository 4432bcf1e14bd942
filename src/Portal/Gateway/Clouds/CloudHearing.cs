using System.Data.Common;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>Hands a cloud's word on by the way that every device's word takes: events that change something, and a heartbeat.</summary>
internal sealed class CloudHearing(Database database, DeviceReports reports, CommandResults results, CloudStandings standings, TimeProvider time)
{
    /// <summary>How long a command is followed, and what is seen may be its doing.</summary>
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    /// <summary>How the device is to be asked about now.</summary>
    public async Task<CloudRhythm> RhythmAsync(CloudLine line, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (device, isNear, withPosition) = await database.ReadAsync(connection => Look(connection, line, now), cancellationToken);
        var isAsked = line.Command is { Attempt: not null } or { HasCaused: false };
        if (device.Facts.IsInOpening || isAsked)
        {
            var opening = TimeSpan.FromSeconds(DeviceFacts.PollInUse);
            return new CloudRhythm(new MakersQuestion(Urgency.Opening), DeviceFacts.PollInUse, isAsked ? line.Cloud.AfterCommand : opening, CallsLeft: null);
        }

        var seconds = device.AskedHeartbeatSeconds;
        if (device.Facts.IsInUse && !line.Cloud.CountsCalls)
            seconds = DeviceFacts.PollInUse;
        else if (isNear)
            seconds = GatewayLimits.ShortestHeartbeatSeconds;
        var usual = TimeSpan.FromSeconds(seconds);
        var pace = await line.Cloud.PaceAsync(usual, cancellationToken);
        var pause = isNear ? usual : pace?.Pause ?? usual;
        return new CloudRhythm(
            new MakersQuestion(isNear ? Urgency.WindowNear : Urgency.Quiet, withPosition),
            (int)Math.Min(pause.TotalSeconds, GatewayLimits.LongestHeartbeatSeconds),
            pause,
            pace?.CallsLeft);
    }

    /// <summary>Takes a word in; answers in which rhythm it goes on.</summary>
    public async Task<CloudRhythm> TakeAsync(CloudLine line, MakersWord word, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var command = line.Command;
        var events = CloudSightings.Of(await FindAsync(line, cancellationToken), line.Cloud.Maker, word, command, now);
        if (events.Count > 0)
            await reports.RecordAsync(line.Device, events, cancellationToken);
        if (command is not null && events.Any(one => one.CommandId == command.Id.Value))
            line.Change(command.Id, one => one with { HasCaused = true });
        var rhythm = await RhythmAsync(line, cancellationToken);
        var heartbeat = new DeviceHeartbeat
        {
            At = now,
            Lock = word.Lock?.State ?? LockState.Unknown,
            Door = word.Door?.State ?? DoorState.Unknown,
            BatteryPercent = word.BatteryPercent,
            Position = word.Position,
            PollSeconds = rhythm.Seconds,
        };
        await reports.HeartbeatAsync(line.Device, heartbeat, cancellationToken);
        await standings.NoteAsync(line.Device, word.Away, rhythm.CallsLeft, cancellationToken);
        return rhythm;
    }

    /// <summary>The maker says nothing of now: what is known grows old by itself (S02), and the owner reads why.</summary>
    public Task MissAsync(CloudLine line, CloudAway away, CancellationToken cancellationToken) =>
        standings.NoteAsync(line.Device, away, callsLeft: null, cancellationToken);

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

    private static (DeviceContext Device, bool IsNear, bool WithPosition) Look(DbConnection connection, CloudLine line, DateTimeOffset now)
    {
        var device = DeviceStore.Find(connection, line.Device) ?? throw new DeviceGoneException(line.Device);
        var withPosition = device.Kind == AccessPointKind.Trunk && (device.KeepsPosition || CarPositions.MayKeep(connection, device.AccessPoint, now));
        return (device, DeviceStore.IsWindowNear(connection, device.AccessPoint, now), withPosition);
    }

    private async Task<DeviceContext> FindAsync(CloudLine line, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => DeviceStore.Find(connection, line.Device), cancellationToken)
        ?? throw new DeviceGoneException(line.Device);
}
