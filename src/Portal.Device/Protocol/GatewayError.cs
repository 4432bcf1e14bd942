using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Device.Protocol;

/// <summary>
/// Why the portal refused a message: <c>{code}: {field}: what to do</c>. In a batch the field starts with the
/// place of the event, counted from 0: <c>[3].at</c>.
/// </summary>
/// <param name="Code">Stable, lower snake case; see <see cref="GatewayErrorCodes"/>.</param>
/// <param name="Field">The member that is wrong, as it is called on the wire; <c>-</c> where the whole message is refused.</param>
/// <param name="Hint">One sentence for a person.</param>
public sealed record GatewayError(string Code, string Field, string Hint)
{
    // What ASP.NET Core puts before the text of a HubException.
    private const string HubPrefix = "HubException: ";

    /// <summary>The refused event's place in its batch, or null where the whole message was refused.</summary>
    public int? Index
    {
        get
        {
            var end = Field.StartsWith('[') ? Field.IndexOf(']', StringComparison.Ordinal) : -1;
            return end > 0 && int.TryParse(Field.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
        }
    }

    /// <summary>A member of the event at <paramref name="index"/> of a batch is wrong.</summary>
    public static GatewayError InBatch(string code, int index, string field, string hint) =>
        new(code, string.Create(CultureInfo.InvariantCulture, $"[{index}].{field}"), hint);

    /// <summary>Reads the text of a hub error, with or without what SignalR writes before it.</summary>
    public static bool TryParse(string? message, [NotNullWhen(true)] out GatewayError? error)
    {
        error = null;
        if (message is null)
            return false;

        var start = message.IndexOf(HubPrefix, StringComparison.Ordinal);
        var parts = message[(start < 0 ? 0 : start + HubPrefix.Length)..].Split(": ", 3);
        if (parts.Length < 3 || !IsCode(parts[0]))
            return false;

        error = new GatewayError(parts[0], parts[1], parts[2]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Field}: {Hint}";

    private static bool IsCode(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
