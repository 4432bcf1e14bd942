using System.Globalization;
using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>
/// Reads the members of one message and remembers the first that is wrong. What is read after a fault is empty and never used: whoever
/// reads looks at <see cref="Fault"/> before anything else.
/// </summary>
internal sealed class MessageFields
{
    private const int LongestWord = 64;
    private readonly JsonElement _message;
    private readonly string _prefix;

    /// <param name="message">What was sent.</param>
    /// <param name="place">Where it stands in a greater message: <c>[3]</c>, <c>position</c>; empty for the message itself.</param>
    public MessageFields(JsonElement message, string place = "")
    {
        _message = message;
        _prefix = place.Length == 0 ? "" : place + ".";
        if (message.ValueKind != JsonValueKind.Object)
            Fault = new GatewayError(GatewayErrorCodes.InvalidField, place.Length == 0 ? "-" : place, "send an object.");
    }

    public GatewayError? Fault { get; private set; }

    /// <summary>Notes that a member is wrong, unless another was before.</summary>
    public void Refuse(string name, string hint, string code = GatewayErrorCodes.InvalidField) =>
        Fault ??= new GatewayError(code, _prefix + name, hint);

    /// <summary>A text of 1 to <paramref name="longest"/> characters without control characters.</summary>
    public string Text(string name, int longest = LongestWord)
    {
        if (Raw(name) is not { Length: > 0 } text || text.Any(char.IsControl))
            return RefuseText(name, longest);
        if (text.Length > longest)
            Refuse(name, $"send at most {longest} characters.", GatewayErrorCodes.TooLarge);
        return text;
    }

    public string? OptionalText(string name, int longest = LongestWord) => Has(name) ? Text(name, longest) : null;

    /// <summary>A text as it was sent, whatever is in it; null when it is none.</summary>
    public string? Raw(string name) => TryGet(name, out var value) ? TextOf(value) : null;

    public long Integer(string name, long least, long most)
    {
        if (TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            && number >= least && number <= most)
            return number;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"send a whole number from {least} to {most}."));
        return least;
    }

    public int? OptionalInteger(string name, int least, int most) => Has(name) ? (int)Integer(name, least, most) : null;

    public double Real(string name, double least, double most)
    {
        if (TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && number >= least && number <= most)
            return number;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"send a number from {least} to {most}."));
        return least;
    }

    public bool? OptionalFlag(string name)
    {
        if (!Has(name))
            return null;
        if (TryGet(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Refuse(name, "send true or false.");
        return null;
    }

    public DateTimeOffset Time(string name)
    {
        if (!WireTime.TryParse(Raw(name), out var time))
            Refuse(name, "send a UTC time with milliseconds, like 2026-11-21T14:03:07.120Z.");
        return time;
    }

    /// <summary>One of the words of <typeparamref name="TEnum"/>.</summary>
    public TEnum Word<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (!Words.TryParse<TEnum>(Raw(name), out var value))
            Refuse(name, $"send one of {string.Join(", ", Enum.GetValues<TEnum>().Select(Words.Of))}.");
        return value;
    }

    public TId Id<TId>(string name)
        where TId : struct, IPortalId<TId>
    {
        if (!PortalId.TryParse<TId>(Raw(name), out var id))
            Refuse(name, $"send an id that starts with {TId.Prefix}.");
        return id;
    }

    /// <summary>A message inside this one; its faults are this one's.</summary>
    public T? Inner<T>(string name, Func<MessageFields, T> read)
        where T : class
    {
        var inner = new MessageFields(TryGet(name, out var value) ? value : default, _prefix + name);
        var result = inner.Fault is null ? read(inner) : null;
        Fault ??= inner.Fault;
        return result;
    }

    public GeoPosition? OptionalPosition(string name) => Has(name) ? Inner(name, ReadPosition) : null;

    public static GeoPosition ReadPosition(MessageFields fields) => new(
        fields.Real("lat", -90, 90),
        fields.Real("lon", -180, 180),
        fields.Real("accuracyM", 0, 1e7),
        fields.Time("at"));

    /// <summary>Words of <c>[a-z0-9_]{1,64}</c>.</summary>
    public IReadOnlyList<string> WordList(string name, int most)
    {
        if (!TryGet(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > most)
        {
            Refuse(name, $"send a list of at most {most} words.");
            return [];
        }

        var words = list.EnumerateArray().Select(TextOf).ToList();
        if (words.TrueForAll(EventKinds.IsWellFormed))
            return words.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        Refuse(name, "send words of lower-case letters, digits and underscores.");
        return [];
    }

    /// <summary>Whether the member is there; null is as good as absent.</summary>
    private bool Has(string name) => TryGet(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return _message.ValueKind == JsonValueKind.Object && _message.TryGetProperty(name, out value);
    }

    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are not UTF-8: no text.
            return null;
        }
    }

    private string RefuseText(string name, int longest)
    {
        Refuse(name, $"send a text of 1 to {longest} characters without control characters.");
        return "";
    }
}
