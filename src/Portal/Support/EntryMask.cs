using System.Collections.Frozen;
using System.Text.Json;
using Portal.Client;
using Portal.Client.Ledger;
using Portal.Client.Support;
using Portal.Device.Protocol;
using Portal.Ledger;

namespace Portal.Support;

/// <summary>
/// Lets through what names nobody: kinds, times, and those words of an entry's data that come from a closed list of the portal's own. What is
/// not known to be harmless stays behind the mask.
/// </summary>
internal static class EntryMask
{
    /// <summary>Which words of which kinds: none of them is written by a person.</summary>
    private static readonly FrozenDictionary<string, string[]> Shown = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [EntryKinds.AccessGranted] = ["wayIn"],
        [EntryKinds.AccessDenied] = ["reason", "wayIn"],
        [EntryKinds.CommandAnswered] = ["name", "status"],
        [EntryKinds.UnlockAsked] = ["name"],
        [EntryKinds.LockAsked] = ["name"],
        [EntryKinds.AlertOpened] = ["kind"],
        [EntryKinds.AlertCleared] = ["kind"],
        [EntryKinds.AlertAcknowledged] = ["kind"],
        [EntryKinds.StateUnknown] = ["reason", "lock", "door"],
        [EntryKinds.DeliveryMissed] = ["reason"],
        [EntryKinds.DeliveryIncident] = ["reason"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Entries that say by their kind alone what was given to whom are for the household only.</summary>
    public static bool IsShown(LedgerEntry entry) => entry.Kind != EventKinds.Position;

    public static MaskedEntry Apply(LedgerEntry entry) => new(
        entry.Position, entry.Kind, entry.At, entry.ReceivedAt, entry.Late, Words.Of(entry.Actor.Kind), Facts(entry));

    private static Dictionary<string, string> Facts(LedgerEntry entry)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Shown.TryGetValue(entry.Kind, out var names))
            return facts;
        using var data = JsonDocument.Parse(entry.Data);
        foreach (var name in names)
        {
            if (data.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && IsWord(value.GetString()))
                facts[name] = value.GetString() ?? "";
        }

        return facts;
    }

    private static bool IsWord(string? text) =>
        text is { Length: > 0 and <= 40 } && text.All(letter => letter is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
