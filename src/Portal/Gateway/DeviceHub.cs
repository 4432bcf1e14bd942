using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;
using HeartbeatAnswer = Portal.Device.Protocol.HeartbeatAnswer;

namespace Portal.Gateway;

/// <summary>The socket of the devices: who speaks is known by the connection; here the message is checked and handed on.</summary>
[Authorize(AuthenticationSchemes = DeviceAuthentication.Name)]
internal sealed class DeviceHub(
    Arrivals arrivals, DeviceReports reports, Heartbeats heartbeats, GrantOpenings openings, CommandResults results, OfflineLists lists) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var device = DeviceId.From(Context.User?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");
        Speaker.Remember(Context, await arrivals.BeginAsync(device, DeviceAuthentication.TokenEnds(Context.User), Context));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Speaker.ConnectionOf(Context) is { } connection)
            arrivals.End(connection);
        return Task.CompletedTask;
    }

    [HubMethodName(GatewayMethods.Report)]
    public async Task<ReportAnswer> ReportAsync(JsonElement batch)
    {
        var speaker = Speaker.Of(Context);
        speaker.Require(speaker.Meter.TakeEvents(EventBatch.CountOf(batch)));
        var events = speaker.Require(EventBatch.Read(batch, speaker.Confirmed(), speaker.Keys));
        var outcome = await reports.RecordAsync(speaker.Device, events, Context.ConnectionAborted);
        if (outcome.Conflict is { } index)
            speaker.Refuse(GatewayError.InBatch(
                GatewayErrorCodes.SequenceConflict, index, "seq", "this number was used with other content; the device is locked out."));
        return new ReportAnswer
        {
            Acked = new(events[^1].Epoch, events[^1].Seq),
            ServerTime = Rfc3339.Format(outcome.ServerTime),
        };
    }

    [HubMethodName(GatewayMethods.Heartbeat)]
    public async Task<HeartbeatAnswer> HeartbeatAsync(JsonElement message)
    {
        var speaker = Speaker.Of(Context);
        speaker.Require(speaker.Meter.TakeMessage());
        var heartbeat = speaker.Require(GatewayMessages.ReadHeartbeat(message));
        return await heartbeats.AnswerAsync(speaker, heartbeat, Context.ConnectionAborted);
    }

    [HubMethodName(GatewayMethods.CheckCode)]
    public async Task<CodeVerdict> CheckCodeAsync(JsonElement message)
    {
        var speaker = Speaker.Of(Context);
        speaker.Require(speaker.Meter.TakeMessage());
        speaker.Confirmed();
        var check = speaker.Require(GatewayMessages.ReadCheckCode(message));
        return GatewayMessages.Verdict(await openings.ByCodeAsync(speaker.Device, check.Code, check.AttemptId, Context.ConnectionAborted));
    }

    [HubMethodName(GatewayMethods.CommandResult)]
    public Task CommandResultAsync(JsonElement message)
    {
        var speaker = Speaker.Of(Context);
        speaker.Require(speaker.Meter.TakeMessage());
        speaker.Confirmed();
        var answer = speaker.Require(GatewayMessages.ReadCommandResult(message));
        return results.RecordAsync(speaker.Device, answer.Command, answer.Status, answer.Error, Context.ConnectionAborted);
    }

    [HubMethodName(GatewayMethods.GrantsSynced)]
    public async Task GrantsSyncedAsync(JsonElement message)
    {
        var speaker = Speaker.Of(Context);
        speaker.Require(speaker.Meter.TakeMessage());
        speaker.Confirmed();
        var synced = speaker.Require(GatewayMessages.ReadGrantsSynced(message));
        if (!await lists.AcknowledgeAsync(speaker.Device, synced.Version, Context.ConnectionAborted))
            speaker.Refuse(new GatewayError(GatewayErrorCodes.InvalidField, "version", "no list of this version was sent."));
    }
}
