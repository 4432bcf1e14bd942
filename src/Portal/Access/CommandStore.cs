using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about commands to devices.</summary>
internal static class CommandStore
{
    /// <summary>How long after its end a command may still be answered before that is silence.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    /// <summary>How far back a device's own word about a command is looked for.</summary>
    private const int Events = 500;

    public static void Add(Transaction tx, DeviceId device, DeviceCommand command, OpeningId? opening, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            INSERT INTO command (id, device_id, name, opening_id, issued_at, expires_at, status)
            VALUES (@Id, @device, @Name, @opening, @now, @ExpiresAt, 'asked')
            """,
            new { command.Id, device, command.Name, opening, now, command.ExpiresAt });
        Timers.Set(tx, TimerKind.CommandSilence, command.Id.Value, command.ExpiresAt + AnswerWithin);
    }

    /// <summary>The newest command of an opening, while a device may still act on it.</summary>
    public static DeviceCommand? FindLive(DbConnection connection, OpeningId opening, DateTimeOffset now)
    {
        var row = connection.QueryFirstOrDefault<Row>(
            "SELECT id, name, expires_at FROM command WHERE opening_id = @opening AND expires_at > @now ORDER BY issued_at DESC",
            new { opening, now });
        return row is null ? null : new DeviceCommand(row.Id, row.Name, row.ExpiresAt, DeviceCommand.RelockSeconds);
    }

    /// <summary>The device's own word, once; null for a command that is not this device's or was answered before.</summary>
    public static AnsweredCommand? Answer(Transaction tx, DeviceId device, CommandId command, string status, string? error, DateTimeOffset now)
    {
        var answered = tx.Connection.QuerySingleOrDefault<AnsweredCommand>(
            """
            UPDATE command SET status = @status, error = @error, answered_at = @now
            WHERE id = @command AND device_id = @device AND status = 'asked' RETURNING name, silent_at IS NOT NULL AS was_silent
            """,
            new { command, device, status, error, now });
        if (answered is not null)
            Timers.Cancel(tx, TimerKind.CommandSilence, command.Value);
        return answered;
    }

    /// <summary>A command that waits for its answer.</summary>
    public static AskedCommand? FindAsked(Transaction tx, CommandId command) =>
        tx.Connection.QuerySingleOrDefault<AskedCommand>(
            "SELECT id, device_id, name FROM command WHERE id = @command AND status = 'asked' AND silent_at IS NULL", new { command });

    /// <summary>Whether a command of this device was found silent and waits to be told of.</summary>
    public static bool IsSilent(Transaction tx, DeviceId device, CommandId command) =>
        tx.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM command WHERE id = @command AND device_id = @device AND status = 'asked' AND silent_at IS NOT NULL)",
            new { command, device });

    /// <summary>Whether the device has told by a signed event what came of a command.</summary>
    public static bool IsTold(Transaction tx, AskedCommand command) =>
        tx.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM (SELECT kind, command_id FROM device_event
                                          WHERE device_id = @DeviceId ORDER BY epoch DESC, seq DESC LIMIT @Events)
                           WHERE command_id = @Id AND kind NOT IN (@LockJammed, @DoorObstructed))
            """,
            new { command.DeviceId, command.Id, Events, EventKinds.LockJammed, EventKinds.DoorObstructed });

    /// <summary>It was done, and the answer to it is missing.</summary>
    public static void Settle(Transaction tx, CommandId command, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE command SET status = 'done', answered_at = @now WHERE id = @command", new { command, now });

    public static void FellSilent(Transaction tx, CommandId command, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE command SET silent_at = @now WHERE id = @command", new { command, now });

    private sealed class Row
    {
        public CommandId Id { get; init; }

        public string Name { get; init; } = "";

        public DateTimeOffset ExpiresAt { get; init; }
    }
}

/// <summary>A command that a device has just answered.</summary>
internal sealed class AnsweredCommand
{
    public string Name { get; init; } = "";

    /// <summary>It had been taken for unknown.</summary>
    public bool WasSilent { get; init; }
}

/// <summary>A command that waits for its answer.</summary>
internal sealed class AskedCommand
{
    public CommandId Id { get; init; }

    public DeviceId DeviceId { get; init; }

    public string Name { get; init; } = "";
}
