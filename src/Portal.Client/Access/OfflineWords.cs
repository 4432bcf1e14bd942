using Portal.Client.Ledger;
using static Portal.Client.Controls.SealState;

namespace Portal.Client.Access;

/// <summary>Use without a line, in words: the choices, what they mean, and the entries about it.</summary>
internal static class OfflineWords
{
    /// <summary>What an owner must have read before it is switched on (S14).</summary>
    public static string Warning => AccessText.OfflineWarning;

    public static string Name(OfflineMode mode, CloudMaker? maker = null) => mode switch
    {
        OfflineMode.None => AccessText.OfflineNone,
        OfflineMode.Synced when maker is not null => AccessText.OfflineInLock,
        OfflineMode.Synced => AccessText.OfflineSynced,
        OfflineMode.Pin => AccessText.OfflinePin,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
    };

    public static string Meaning(OfflineMode mode, CloudMaker? maker = null) => mode switch
    {
        OfflineMode.None when maker is { } name => AccessText.FormatOfflineNoneMaker(CloudWords.Name(name)),
        OfflineMode.Synced when maker is { } name => AccessText.FormatOfflineInLockMeans(CloudWords.Name(name)),
        OfflineMode.None => AccessText.OfflineNoneMeans,
        OfflineMode.Synced => AccessText.OfflineSyncedMeans,
        OfflineMode.Pin => AccessText.OfflinePinMeans,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
    };

    public static EntryLine? Of(EntryView entry, string it, string by, EntryData data) => entry.Kind switch
    {
        EntryKinds.OpeningMadeOffline => new(Open, AccessText.FormatItOpenedWithoutLine(it), AccessText.JudgedInOrder),
        EntryKinds.OfflineUseNotInOrder => new(
            Urgent, AccessText.UsedNotInOrder, data.Word<DenialReason>("reason") is { } reason ? DenialWords.Of(reason) : null),
        EntryKinds.OfflineListMade => new(Noted, AccessText.OfflineCodesChanged, AccessText.MayHonour),
        EntryKinds.OfflineModeSet => new(Noted, data.Word<OfflineMode>("mode") switch
        {
            OfflineMode.Synced => AccessText.FormatSyncedSwitchedOn(by),
            OfflineMode.Pin => AccessText.FormatPinsSwitchedOn(by),
            _ => AccessText.FormatCodesNeedLineAgain(by),
        }),
        EntryKinds.MakerCodeAsked => new(Noted, AccessText.MakerCodeAsked, AccessText.MakerCodeCounts),
        EntryKinds.MakerCodeHeld => new(Done, AccessText.MakerCodeHeld, AccessText.OpensWithoutLine),
        EntryKinds.MakerCodeRemoved => new(Noted, AccessText.MakerCodeRemoved, AccessText.MakerListsNoMore),
        EntryKinds.PinsArmed => new(Done, AccessText.FormatPinsArmed(by), AccessText.HadRefusedPins),
        _ => null,
    };
}
