using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What a list for use without a line is made of, to be compared with the last one: no code and no hash is in it.</summary>
/// <param name="Grants">The grants, the soonest first.</param>
/// <param name="Forms">Generation of the code and window of each, in the same order: a code that was made anew is another list.</param>
/// <param name="Arming">Of the PINs; 0: they are off. Null for a device that cannot judge them.</param>
/// <param name="Ended">PINs that open nothing any more.</param>
internal sealed record OfflineContent(
    IReadOnlyList<GrantId> Grants, IReadOnlyList<string> Forms, int? Arming, IReadOnlyList<string> Ended)
{
    public static OfflineContent Nothing { get; } = new([], [], null, []);

    public static OfflineContent Parse(string? text) => text is null
        ? Nothing
        : JsonSerializer.Deserialize<OfflineContent>(text, PortalJson.Options) ?? Nothing;

    public static string Json(IEnumerable<string> words) => JsonSerializer.Serialize(words);

    public string ToText() => JsonSerializer.Serialize(this, PortalJson.Options);
}
