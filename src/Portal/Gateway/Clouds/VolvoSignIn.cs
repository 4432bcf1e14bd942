using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Portal.Client;
using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>Volvo's sign-in (OAuth 2.0, code with PKCE): the owner's password never comes here.</summary>
internal sealed class VolvoSignIn(IHttpClientFactory clients, IOptions<VolvoOptions> options, PublicUrl publicUrl, TimeProvider time)
{
    /// <summary>Only what is read and done here: doors, lock, commands, whether the car is heard, and where it is.</summary>
    private const string Scopes =
        "openid conve:vehicle_relation conve:doors_status conve:lock_status conve:command_accessibility conve:commands conve:lock conve:unlock location:read";

    private const int SecretBytes = 32;

    /// <summary>The page to which Volvo sends the owner back; it is registered there.</summary>
    private Uri Back => new(publicUrl.At(VolvoReturn.Path));

    public LinkQuestion Ask(Uri returnTo)
    {
        var (state, verifier) = (Random(), Random());
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var page = QueryHelpers.AddQueryString(At("/as/authorization.oauth2").AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = options.Value.ClientId,
            ["redirect_uri"] = Back.AbsoluteUri,
            ["scope"] = Scopes,
            ["state"] = state,
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        });
        return new LinkQuestion(new Uri(page), new VolvoQuestion(state, verifier, returnTo.PathAndQuery).ToText());
    }

    /// <summary>The account and its first token, for the code that the owner came back with.</summary>
    public async Task<(string Account, VolvoToken Token)> ExchangeAsync(string code, string verifier, CancellationToken cancellationToken)
    {
        var answer = await TokenAsync(
            Fields("authorization_code", ("code", code), ("redirect_uri", Back.AbsoluteUri), ("code_verifier", verifier)), cancellationToken);
        return SubjectOf(answer.IdToken) is { } account
            ? (account, ToToken(answer))
            : throw new CloudException("Volvo did not say whose account it is.");
    }

    /// <summary>Throws with <see cref="CloudAway.SignedOut"/> where Volvo no longer takes the token.</summary>
    public async Task<VolvoToken> RefreshAsync(string refresh, CancellationToken cancellationToken) =>
        ToToken(await TokenAsync(Fields("refresh_token", ("refresh_token", refresh)), cancellationToken));

    /// <summary>Asks Volvo to forget it (RFC 7009); where there is no such question, the token is merely no longer kept.</summary>
    public async Task RevokeAsync(string refresh, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync("/as/revoke_token.oauth2", new() { ["token"] = refresh, ["token_type_hint"] = "refresh_token" }, cancellationToken);
        if (!answer.IsSuccessStatusCode && answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed))
            throw new CloudException($"Volvo answered {(int)answer.StatusCode} to taking an account back.");
    }

    private static Dictionary<string, string> Fields(string grant, params ReadOnlySpan<(string Name, string Value)> rest)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = grant };
        foreach (var (name, value) in rest)
            fields[name] = value;
        return fields;
    }

    private async Task<VolvoTokenAnswer> TokenAsync(Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await PostAsync("/as/token.oauth2", fields, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.BadRequest && await answer.Content.ReadFromJsonAsync<VolvoFault>(cancellationToken) is { Error: "invalid_grant" })
                throw new CloudException("Volvo no longer takes the token.", CloudAway.SignedOut);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<VolvoTokenAnswer>(cancellationToken) ?? throw new JsonException("The answer is null.")
                : throw new CloudException($"Volvo answered {(int)answer.StatusCode} to a question for a token.");
        }
        catch (Exception exception) when (CloudOutage.Is(exception, cancellationToken))
        {
            throw new CloudException("Volvo's sign-in gave no usable answer.", exception);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{options.Value.ClientSecret}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, At(path))
        {
            Content = new FormUrlEncodedContent(fields),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", credentials) },
        };
        return await clients.CreateClient(VolvoApi.Client).SendAsync(request, cancellationToken);
    }

    private Uri At(string path) => new(new Uri(options.Value.SignInAddress), path);

    private VolvoToken ToToken(VolvoTokenAnswer answer) => new(answer.AccessToken, answer.RefreshToken, time.GetUtcNow().AddSeconds(answer.ExpiresIn));

    /// <summary>Whose it is, as the token says that came straight from Volvo over TLS (OpenID Connect Core, 3.1.3.7).</summary>
    private static string? SubjectOf(string? idToken)
    {
        if (idToken?.Split('.') is not [_, var payload, _])
            return null;
        try
        {
            using var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(payload));
            return claims.RootElement.TryGetProperty("sub", out var subject) && subject.ValueKind == JsonValueKind.String && subject.GetString() is { Length: > 0 } account
                ? account
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));

    private sealed record VolvoTokenAnswer(
        [property: JsonPropertyName("access_token"), JsonRequired] string AccessToken,
        [property: JsonPropertyName("refresh_token"), JsonRequired] string RefreshToken,
        [property: JsonPropertyName("expires_in"), JsonRequired] int ExpiresIn,
        [property: JsonPropertyName("id_token")] string? IdToken = null);

    private sealed record VolvoFault([property: JsonPropertyName("error")] string? Error = null);
}
