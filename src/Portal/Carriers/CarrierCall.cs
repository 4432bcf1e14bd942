using System.Data.Common;
using System.Text.Json;
using Portal.Client;
using Portal.Client.Carriers;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>One call of a carrier that changes something: who calls, under which key, with what bytes.</summary>
/// <param name="Carrier">Known by its key.</param>
/// <param name="Key">The <c>Idempotency-Key</c>; null for a PUT, which is harmless to repeat.</param>
/// <param name="Body">What was sent.</param>
internal sealed record CarrierCall(CarrierId Carrier, string? Key, CallBody Body)
{
    private const int LongestKey = 255;
    private const int Deepest = 8;
    private static readonly JsonSerializerOptions Json = new(PortalJson.Options) { MaxDepth = Deepest };

    /// <summary>Reads who calls and what; a refusal when it cannot be a call at all.</summary>
    public static async Task<(CarrierCall? Call, ApiAnswer? Refusal)> ReadAsync(HttpContext http)
    {
        var isPost = HttpMethods.IsPost(http.Request.Method);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (isPost && (key.Length is 0 or > LongestKey || key.Any(letter => letter is < ' ' or > '~')))
        {
            return (null, ApiAnswer.Refused(
                StatusCodes.Status400BadRequest,
                "idempotency_key_missing",
                $"Send an Idempotency-Key of 1 to {LongestKey} visible characters, a new one for each new call."));
        }

        var body = await CallBody.ReadAsync(http.Request, http.RequestAborted);
        return body is null
            ? (null, ApiAnswer.Refused(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"Send at most {CallBody.Largest / 1024} KiB."))
            : (new CarrierCall(CarrierKeyHandler.CarrierOf(http.User), isPost ? key : null, body), null);
    }

    /// <summary>The JSON that was sent; a refusal that names the place when it is not of the contract's form.</summary>
    public (T? Value, ApiAnswer? Refusal) Parse<T>(HttpRequest request)
        where T : class
    {
        if (!request.HasJsonContentType())
            return (null, ApiAnswer.Refused(StatusCodes.Status415UnsupportedMediaType, "not_json", "Send 'Content-Type: application/json'."));
        try
        {
            return JsonSerializer.Deserialize<T>(Body.Bytes, Json) is { } value ? (value, null) : (null, Malformed("The body"));
        }
        catch (JsonException fault)
        {
            return (null, Malformed(fault.Path is null or "" or "$" ? "The body" : fault.Path.TrimStart('$', '.')));
        }
    }

    /// <summary>What this call was answered before; null when it is new.</summary>
    public ApiAnswer? FindKnown(DbConnection connection, DateTimeOffset now) =>
        Key is null ? null : IdempotencyKeys.Find(connection, Carrier, Key, Body.Hash, now);

    /// <summary>Does the work once under this key, however often the call is made.</summary>
    public ApiAnswer Once(Transaction tx, DateTimeOffset now, Func<ApiAnswer> work)
    {
        if (Key is null)
            return work();
        if (FindKnown(tx.Connection, now) is { } known)
            return known;
        var answer = work();
        IdempotencyKeys.Keep(tx, Carrier, Key, Body.Hash, answer, now);
        return answer;
    }

    private static ApiAnswer Malformed(string place) => ApiAnswer.Refused(
        StatusCodes.Status400BadRequest, "malformed", $"{place} is missing something or not of the form in /openapi/v1.json.");
}
