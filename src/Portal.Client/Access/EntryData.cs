using System.Text.Json;

namespace Portal.Client.Access;

/// <summary>The data of an entry as far as the screens read it. What is missing or of another form is simply not said.</summary>
internal sealed class EntryData
{
    private readonly JsonElement _root;

    public EntryData(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            _root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A device wrote it: whatever it is, the entry is shown by its kind alone.
        }
    }

    /// <summary>The text of a member; null when there is none.</summary>
    public string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    /// <summary>The texts of a list; none when there is no list.</summary>
    public IEnumerable<string> Texts(string name) => Member(name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()).OfType<string>()
        : [];

    /// <summary>How many there are in a list; none when there is no list.</summary>
    public int Count(string name) => Member(name) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0;

    /// <summary>The number of a member; null when there is none.</summary>
    public double? Number(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) ? number : null;

    /// <summary>Whether a member is there and true.</summary>
    public bool Is(string name) => Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The value of a word; null when there is none, or when a newer version knows more words.</summary>
    public TEnum? Word<TEnum>(string name)
        where TEnum : struct, Enum =>
        Words.TryParse<TEnum>(Text(name), out var value) ? value : null;

    private JsonElement? Member(string name) =>
        _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var member) ? member : null;
}
