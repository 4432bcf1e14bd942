using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Ledger;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Gateway.Clouds;

/// <summary>
/// What a poll adds to what is known: one event for each fact that stands otherwise than it was last seen, at the time at which the maker says
/// that it was observed. What lay between two polls is not known and not made up. Pure.
/// </summary>
internal static class CloudSightings
{
    /// <param name="device">As it is known before this poll.</param>
    /// <param name="maker">Who speaks.</param>
    /// <param name="word">What the maker says.</param>
    /// <param name="command">What was asked of it last and may be the cause.</param>
    /// <param name="now">When it was said.</param>
    public static IReadOnlyList<DeviceEvent> Of(
        DeviceContext device, CloudMaker maker, MakersWord word, CloudCommand? command, DateTimeOffset now)
    {
        var facts = device.Facts;
        var bolt = word.Lock is { } @lock && IsNews(@lock, facts.Lock, facts.LockContradicted, facts.LockAt) ? Kind(@lock.State) : null;
        var lid = word.Door is { } door && IsNews(door, facts.Door, facts.DoorContradicted, facts.DoorAt) ? Kind(door.State) : null;
        var seen = new List<(string Kind, DateTimeOffset? At)>();
        if (bolt is not null)
            seen.Add((bolt, word.Lock?.At));
        if (lid is not null)
            seen.Add((lid, word.Door?.At));
        return
        [
            .. InOrder(seen).Select((one, i) => Event(
                device, i, one.Kind, CloudEvent.NotAhead(one.At, now), Data(maker, one.Kind, one.At, command))),
        ];
    }

    /// <summary>A cloud that shows an older state than it did before has told nothing new: it contradicts itself.</summary>
    private static bool IsNews<T>(Observed<T> said, T known, bool isContradicted, DateTimeOffset? knownAt)
        where T : struct, Enum =>
        (isContradicted || !said.State.Equals(known)) && !(said.At < knownAt);

    /// <summary>As the maker dates them; undated, in the order in which one may follow the other without force: a bolt is thrown last, and drawn first.</summary>
    private static IEnumerable<(string Kind, DateTimeOffset? At)> InOrder(List<(string Kind, DateTimeOffset? At)> seen) => seen switch
    {
        [{ At: { } bolt }, { At: { } lid }] when bolt != lid => seen.OrderBy(one => one.At),
        [{ Kind: EventKinds.Locked }, _] => seen.AsEnumerable().Reverse(),
        _ => seen,
    };

    private static SightingData Data(CloudMaker maker, string kind, DateTimeOffset? at, CloudCommand? command) => new(
        maker, command is { HasCaused: false } && command.Causes == kind && !(at < command.SentAt) ? command.Id : null);

    private static DeviceEvent Event(DeviceContext device, int place, string kind, DateTimeOffset at, SightingData data)
    {
        var text = data.Command is { } command ? LedgerData.Of(new { cloud = data.Maker, commandId = command }) : LedgerData.Of(new { cloud = data.Maker });
        return CloudEvent.Of(device, place, kind, at, text) with { CommandId = data.Command?.Value };
    }

    private static string? Kind(LockState state) => state switch
    {
        LockState.Locked => EventKinds.Locked,
        LockState.Unlocked => EventKinds.Unlocked,
        LockState.Jammed => EventKinds.LockJammed,
        LockState.Unknown => null,
    };

    private static string? Kind(DoorState state) => state switch
    {
        DoorState.Open => EventKinds.DoorOpened,
        DoorState.Closed => EventKinds.DoorClosed,
        DoorState.Ajar => EventKinds.DoorAjar,
        DoorState.Opening => EventKinds.DoorOpening,
        DoorState.Closing => EventKinds.DoorClosing,
        DoorState.Unknown => null,
    };

    /// <param name="Maker">Marks the entry: said by a cloud, signed by nobody.</param>
    /// <param name="Command">What caused it.</param>
    private readonly record struct SightingData(CloudMaker Maker, CommandId? Command);
}
