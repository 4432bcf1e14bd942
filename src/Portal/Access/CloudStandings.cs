using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Access;

/// <summary>How a device stands with the maker's cloud that speaks for it: what an owner reads beside its state, and no rule reads.</summary>
internal sealed class CloudStandings(Database database, TimeProvider time)
{
    /// <summary>The maker's cloud that speaks for what opens <c>access_point</c>, as a column; null where it speaks for itself.</summary>
    public const string OpenersCloud =
        """
        (SELECT opener.cloud FROM device opener, json_each(opener.capabilities) capability
         WHERE opener.access_point_id = access_point.id AND opener.state = 'active' AND opener.state <> 'released'
           AND capability.value IN ('lock', 'door_drive')
         ORDER BY opener.paired_at DESC LIMIT 1)
        """;

    /// <summary>Why the maker says nothing of now, and how many calls to it are left where they are short; nothing is written while that is known.</summary>
    public async Task NoteAsync(DeviceId device, CloudAway? away, int? callsLeft, CancellationToken cancellationToken)
    {
        var note = new { device, away = away is { } reason ? Words.Of(reason) : null, callsLeft, now = time.GetUtcNow() };
        var isKnown = await database.ReadAsync(
            connection => connection.ExecuteScalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM device_state WHERE device_id = @device AND away IS @away AND calls_left IS @callsLeft)", note),
            cancellationToken);
        if (isKnown)
            return;
        await database.WriteAsync(
            tx => tx.Connection.Execute(
                """
                UPDATE device_state SET away_since = CASE WHEN away IS @away THEN away_since WHEN @away IS NULL THEN NULL ELSE @now END,
                                        away = @away, calls_left = @callsLeft
                WHERE device_id = @device
                """,
                note),
            cancellationToken);
    }

    /// <summary>The maker has unlocked nothing, but until then somebody can open it by hand.</summary>
    public Task ReadyAsync(DeviceId device, DateTimeOffset until, CancellationToken cancellationToken) => database.WriteAsync(
        tx => tx.Connection.Execute("UPDATE device_state SET ready_until = @until WHERE device_id = @device", new { device, until }), cancellationToken);
}
