using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Gateway.Clouds;

/// <summary>What is kept, sealed, of a question until the owner is back from Volvo.</summary>
/// <param name="State">Comes back with them.</param>
/// <param name="Verifier">Proves that it was we who asked (PKCE).</param>
/// <param name="ReturnTo">The page that they came from.</param>
internal sealed record VolvoQuestion(string State, string Verifier, string ReturnTo)
{
    public static VolvoQuestion Parse(string text) =>
        JsonSerializer.Deserialize<VolvoQuestion>(text) ?? throw new InvalidOperationException("A question cannot be empty.");

    public string ToText() => JsonSerializer.Serialize(this);

    public bool IsAskedBy(string state) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));
}
