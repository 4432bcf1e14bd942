using Portal.Access;
using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Sends commands through a maker's cloud: once, never again by itself, and not at all after the command's end (S07). What was handed over is
/// not done: that is for the device's next word to say (S05).
/// </summary>
internal sealed class CloudCommands(CloudStandings standings, TimeProvider time)
{
    /// <summary>True: the cloud took it, or may have.</summary>
    public async Task<bool> SendAsync(CloudLine line, DeviceCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (command.ExpiresAt <= now)
            return false;
        // Before it is sent: what is seen while it is on its way may be its doing.
        line.Sent(new CloudCommand(command.Id, command.Name, Attempt: null, now));
        using var expiry = new CancellationTokenSource(command.ExpiresAt - now, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        var sending = await line.Cloud.SendAsync(line.Account, line.MakersId, command.Name, either.Token);
        line.Change(command.Id, sent => sending.Fate == SendingFate.Refused ? null : sent with { Attempt = sending.Attempt });
        line.AskAgain(now);
        if (sending.ReadyUntil is { } until)
            await standings.ReadyAsync(line.Device, until, CancellationToken.None);
        if (sending.Away is { } away)
            await standings.NoteAsync(line.Device, away, callsLeft: null, CancellationToken.None);
        return sending.Fate != SendingFate.Refused;
    }
}
