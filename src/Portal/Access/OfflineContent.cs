using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

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

    /// <summary>The grants in the form in which a device that has acknowledged this list holds them.</summary>
    [JsonIgnore]
    public IEnumerable<HeldGrant> Held => Grants.Zip(Forms, HeldGrant.Of);

    public static string FormOf(GrantRow grant) => $"{grant.CodeGeneration} {Rfc3339.Format(grant.NotBefore)} {Rfc3339.Format(grant.NotAfter)}";

    public static OfflineContent Parse(string? text) => text is null
        ? Nothing
        : JsonSerializer.Deserialize<OfflineContent>(text, PortalJson.Options) ?? Nothing;

    public static string Json(IEnumerable<string> words) => JsonSerializer.Serialize(words);

    public string ToText() => JsonSerializer.Serialize(this, PortalJson.Options);
}

/// <summary>A grant as a device holds it: the generation of its code, and its window.</summary>
internal sealed record HeldGrant(GrantId Grant, int Generation, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    public static HeldGrant Of(GrantId grant, string form)
    {
        var words = form.Split(' ');
        return new HeldGrant(grant, int.Parse(words[0], CultureInfo.InvariantCulture), WireTime.Parse(words[1]), WireTime.Parse(words[2]));
    }
}
