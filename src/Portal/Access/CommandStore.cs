using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about commands to devices.</summary>
internal static class CommandStore
{
    public static void Add(Transaction tx, DeviceId device, DeviceCommand command, OpeningId? opening, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO command (id, device_id, name, opening_id, issued_at, expires_at, status)
            VALUES (@Id, @device, @Name, @opening, @now, @ExpiresAt, 'asked')
            """,
            new { command.Id, device, command.Name, opening, now, command.ExpiresAt });

    /// <summary>The newest command of an opening, while a device may still act on it.</summary>
    public static DeviceCommand? FindLive(DbConnection connection, OpeningId opening, DateTimeOffset now)
    {
        var row = connection.QueryFirstOrDefault<Row>(
            "SELECT id, name, expires_at FROM command WHERE opening_id = @opening AND expires_at > @now ORDER BY issued_at DESC",
            new { opening, now });
        return row is null ? null : new DeviceCommand(row.Id, row.Name, row.ExpiresAt, DeviceCommand.RelockSeconds);
    }

    /// <summary>The device's own word, once; null for a command that is not this device's or was answered before.</summary>
    public static string? Answer(Transaction tx, DeviceId device, CommandId command, string status, string? error, DateTimeOffset now) =>
        tx.Connection.QuerySingleOrDefault<string?>(
            """
            UPDATE command SET status = @status, error = @error, answered_at = @now
            WHERE id = @command AND device_id = @device AND status = 'asked' RETURNING name
            """,
            new { command, device, status, error, now });

    private sealed class Row
    {
        public CommandId Id { get; init; }

        public string Name { get; init; } = "";

        public DateTimeOffset ExpiresAt { get; init; }
    }
}
