using Portal.Access;
using Portal.Client;
using Portal.Device.Protocol;
using Portal.Ledger;

namespace Portal.Gateway;

/// <summary>Answers heartbeats. The word of a device that nobody has confirmed is answered too, and believed by nobody.</summary>
internal sealed class Heartbeats(DeviceReports reports, Checkpoints checkpoints, TimeProvider time)
{
    public async Task<Device.Protocol.HeartbeatAnswer> AnswerAsync(Speaker speaker, DeviceHeartbeat heartbeat, CancellationToken cancellationToken)
    {
        var answer = speaker.IsConfirmed
            ? await reports.HeartbeatAsync(speaker.Device, heartbeat, cancellationToken)
            : new(time.GetUtcNow(), speaker.Enrolled.HeartbeatSeconds);
        return new()
        {
            ServerTime = Rfc3339.Format(answer.ServerTime),
            IntervalSeconds = answer.IntervalSeconds,
            LeaseSeconds = answer.RenewsLease ? GatewayLimits.LeaseSeconds : null,
            Checkpoint = checkpoints.Newest,
        };
    }
}
