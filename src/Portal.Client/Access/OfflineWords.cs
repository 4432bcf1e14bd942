using Portal.Client.Ledger;
using static Portal.Client.Controls.SealState;

namespace Portal.Client.Access;

/// <summary>Use without a line, in words: the choices, what they mean, and the entries about it.</summary>
internal static class OfflineWords
{
    /// <summary>What an owner must have read before it is switched on (S14).</summary>
    public const string Warning = "Nobody can watch this opening as it happens.";

    public static string Name(OfflineMode mode, CloudMaker? maker = null) => mode switch
    {
        OfflineMode.None => "Codes need the line",
        OfflineMode.Synced when maker is not null => "Codes in the lock",
        OfflineMode.Synced => "Short gaps",
        OfflineMode.Pin => "No network there",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
    };

    public static string Meaning(OfflineMode mode, CloudMaker? maker = null) => mode switch
    {
        OfflineMode.None when maker is { } name => $"The lock is given no codes by {CloudWords.Name(name)}, so its keypad opens to none of ours.",
        OfflineMode.Synced when maker is { } name =>
            $"Within the hour before a window of at most 2 h, {CloudWords.Name(name)} puts its code into the lock, and takes it out when it was used, revoked, paused or is over. "
            + "The lock checks the code alone: it does not count uses, and while it is away the code may open until the window ends.",
        OfflineMode.None => "While the device cannot be reached, no code opens.",
        OfflineMode.Synced => "The device knows the codes of windows that begin within an hour, and may honour them for up to 15 minutes after it was last heard.",
        OfflineMode.Pin => "A window gets a PIN of nine digits that the device checks by itself. The window must start and end on a UTC half hour and last 1 h or 2 h; "
            + "any other gets the ordinary code, which needs the line. A PIN cannot be revoked while the device is not reached.",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
    };

    public static EntryLine? Of(EntryView entry, string it, string by, EntryData data) => entry.Kind switch
    {
        EntryKinds.OpeningMadeOffline => new(Open, $"{it} opened without the line", "The device judged the code by itself, in order"),
        EntryKinds.OfflineUseNotInOrder => new(
            Urgent, "A code was used without the line, not in order", data.Word<DenialReason>("reason") is { } reason ? DenialWords.Of(reason) : null),
        EntryKinds.OfflineListMade => new(Noted, "Codes for use without the line changed", "The device is told what it may honour by itself"),
        EntryKinds.OfflineModeSet => new(Noted, data.Word<OfflineMode>("mode") switch
        {
            OfflineMode.Synced => $"Codes for short gaps switched on{by}",
            OfflineMode.Pin => $"PINs for use without a network switched on{by}",
            _ => $"Codes need the line again{by}",
        }),
        EntryKinds.MakerCodeAsked => new(Noted, "Code handed to the lock’s maker", "It counts as in the lock only once the maker says so"),
        EntryKinds.MakerCodeHeld => new(Done, "Code is in the lock", "It opens without the line from now on"),
        EntryKinds.MakerCodeRemoved => new(Noted, "Code taken out of the lock", "The maker no longer lists it"),
        EntryKinds.PinsArmed => new(Done, $"PINs armed again{by}", "The device had refused them after too many wrong ones"),
        _ => null,
    };
}
