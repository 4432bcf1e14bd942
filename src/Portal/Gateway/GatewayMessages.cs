using System.Text.Json;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>Reads the smaller messages of the hub into the words of Access.</summary>
internal static class GatewayMessages
{
    private const int LongestUptimeYears = 100;

    public static Reading<DeviceHeartbeat> ReadHeartbeat(JsonElement message)
    {
        var fields = new MessageFields(message);
        fields.Integer("uptimeSeconds", 0, LongestUptimeYears * 366L * 24 * 3600);
        var heartbeat = new DeviceHeartbeat
        {
            At = fields.Time("at"),
            Lock = fields.Word<LockState>("lock"),
            Door = fields.Word<DoorState>("door"),
            BatteryPercent = fields.OptionalInteger("batteryPercent", 0, 100),
            Tamper = fields.OptionalFlag("tamper"),
            Position = fields.OptionalPosition("position"),
        };
        return fields.Fault is { } fault ? fault : heartbeat;
    }

    /// <summary>What was typed is not judged here: whatever it is, it is right or refused.</summary>
    public static Reading<CheckCode> ReadCheckCode(JsonElement message)
    {
        var fields = new MessageFields(message);
        fields.Time("at");
        var check = new CheckCode
        {
            Code = fields.Text("code"),
            AttemptId = fields.Text("attemptId"),
            At = fields.Raw("at") ?? "",
        };
        return fields.Fault is { } fault ? fault : check;
    }

    public static Reading<CommandAnswer> ReadCommandResult(JsonElement message)
    {
        var fields = new MessageFields(message);
        var answer = new CommandAnswer(fields.Id<CommandId>("commandId"), fields.Text("status"), fields.OptionalText("error"));
        if (answer.Status is not (CommandStatus.Done or CommandStatus.Failed or CommandStatus.Expired))
            fields.Refuse("status", $"send {CommandStatus.Done}, {CommandStatus.Failed} or {CommandStatus.Expired}.");
        if (answer.Error is { } error && !EventKinds.IsWellFormed(error))
            fields.Refuse("error", "send one word in lower snake case.");
        return fields.Fault is { } fault ? fault : answer;
    }

    /// <summary>Why not is told only once the code itself was right; the rest of a verdict is the command.</summary>
    public static CodeVerdict Verdict(UnlockAnswer answer) => answer.Decision.IsGranted
        ? new CodeVerdict
        {
            Verdict = CodeVerdict.Granted,
            CommandId = answer.CommandId?.Value,
            ExpiresAt = answer.ExpiresAt is { } expiresAt ? Rfc3339.Format(expiresAt) : null,
            OpenSeconds = answer.OpenSeconds,
        }
        : new CodeVerdict { Verdict = CodeVerdict.Denied, Reason = Words.Of(answer.Decision.Reason.Value) };

    public static Reading<GrantsSynced> ReadGrantsSynced(JsonElement message)
    {
        var fields = new MessageFields(message);
        var synced = new GrantsSynced { Version = fields.Integer("version", 0, long.MaxValue) };
        return fields.Fault is { } fault ? fault : synced;
    }
}

/// <summary>A device's word on a command.</summary>
internal sealed record CommandAnswer(CommandId Command, string Status, string? Error);
