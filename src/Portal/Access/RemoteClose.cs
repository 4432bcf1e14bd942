using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>
/// Whether a driven door may be closed by command (S08): only one whose drive warns before it moves, and not after it has met something in
/// its way twice, until somebody has acted at the door or it has come to shut.
/// </summary>
internal static class RemoteClose
{
    /// <summary>So many reversals in a row, and a person has to look.</summary>
    private const int Suspends = 2;

    /// <summary>How far back the door's own events are looked at; in so many it has long been used by somebody.</summary>
    private const int Events = 100;

    /// <summary>Why it may not be asked to close; null when it may.</summary>
    public static CommandOutcome? Refuse(DbConnection connection, DeviceId device)
    {
        if (!DeviceCapabilities.Has(connection, device, Capabilities.CloseWarning))
            return CommandOutcome.NoCloseWarning;
        return Reversals(Newest(connection, device)) >= Suspends ? CommandOutcome.CloseSuspended : null;
    }

    /// <summary>How often it turned back in a row, counted from the newest event of the door.</summary>
    public static int Reversals(IEnumerable<(string Kind, string? Source)> newestFirst) => newestFirst
        .TakeWhile(one => one.Kind != EventKinds.DoorClosed && one.Source is not (EventSources.Manual or EventSources.Key or EventSources.Keypad))
        .Count(one => one.Kind == EventKinds.DoorObstructed);

    private static IEnumerable<(string Kind, string? Source)> Newest(DbConnection connection, DeviceId device) =>
        connection.Query<(string, string?)>(
            """
            SELECT kind, source FROM device_event
            WHERE device_id = @device AND kind IN ('door_obstructed', 'door_opening', 'door_opened', 'door_closing', 'door_closed', 'door_ajar')
            ORDER BY epoch DESC, seq DESC LIMIT @Events
            """,
            new { device, Events });
}
