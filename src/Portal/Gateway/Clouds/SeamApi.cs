using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Seam's API over HTTP: every call is a POST with a JSON object. A call with a body is never sent twice by the connection underneath (S07).
/// </summary>
internal sealed class SeamApi(IHttpClientFactory clients, IOptions<SeamOptions> options)
{
    /// <summary>The name of its client.</summary>
    public const string Client = "seam";

    /// <summary>An answer that takes longer than this is none.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Larger answers are cut off as broken.</summary>
    public const int LargestAnswer = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        MaxDepth = 32,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public SeamOptions Options => options.Value;

    /// <summary>The answer to a call that must succeed.</summary>
    public async Task<T> CallAsync<T>(string path, object body, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await PostAsync(path, body, cancellationToken);
            return answer.IsSuccessStatusCode ? await ReadAsync<T>(answer, cancellationToken) : throw Refused(path, answer.StatusCode);
        }
        catch (Exception exception) when (CloudOutage.Is(exception, cancellationToken))
        {
            throw new CloudException($"Seam gave no answer to {path}.", exception);
        }
    }

    /// <summary>The answer to a call that may be refused; null for a clear no.</summary>
    public async Task<T?> AskAsync<T>(string path, object body, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var answer = await PostAsync(path, body, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
                return null;
            return answer.IsSuccessStatusCode ? await ReadAsync<T>(answer, cancellationToken) : throw Refused(path, answer.StatusCode);
        }
        catch (Exception exception) when (CloudOutage.Is(exception, cancellationToken))
        {
            throw new CloudException($"Seam gave no answer to {path}.", exception);
        }
    }

    /// <summary>True once it is done; false for a thing that Seam does not know.</summary>
    public async Task<bool> TryAsync(string path, object body, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await PostAsync(path, body, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return false;
            return answer.IsSuccessStatusCode ? true : throw Refused(path, answer.StatusCode);
        }
        catch (Exception exception) when (CloudOutage.Is(exception, cancellationToken))
        {
            throw new CloudException($"Seam gave no answer to {path}.", exception);
        }
    }

    /// <summary>Hands a command over once; what is no clear yes or no is unknown.</summary>
    public async Task<Sending> SendAsync(string path, object body, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await PostAsync(path, body, cancellationToken);
            if ((int)answer.StatusCode is >= 400 and < 500)
                return new Sending(SendingFate.Refused);
            return answer.IsSuccessStatusCode
                ? new Sending(SendingFate.Taken, (await ReadAsync<SeamAttemptAnswer>(answer, cancellationToken)).ActionAttempt.ActionAttemptId)
                : new Sending(SendingFate.Unknown);
        }
        catch (Exception exception) when (CloudOutage.OfCommand(exception, cancellationToken) is not null)
        {
            return CloudOutage.OfCommand(exception, cancellationToken)!.Value; // The filter says so.
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken) ?? throw new JsonException("The answer is null.");

    private static CloudException Refused(string path, HttpStatusCode status) => new($"Seam answered {(int)status} to {path}.");

    private async Task<HttpResponseMessage> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(options.Value.Address), path))
        {
            Content = JsonContent.Create(body, body.GetType(), mediaType: null, Json),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey) },
        };
        return await clients.CreateClient(Client).SendAsync(request, cancellationToken);
    }
}
