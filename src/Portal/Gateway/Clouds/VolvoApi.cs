using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Portal.Gateway.Clouds;

/// <summary>Volvo's Connected Vehicle and Location API over HTTP. Every call is counted before it is made; a command is sent once (S07).</summary>
internal sealed class VolvoApi(IHttpClientFactory clients, IOptions<VolvoOptions> options, VolvoTokens tokens, VolvoBudget budget, ILogger<VolvoApi> logger)
{
    /// <summary>The name of its client.</summary>
    public const string Client = "volvo";

    /// <summary>An answer that takes longer than this is none.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Larger answers are cut off as broken.</summary>
    public const int LargestAnswer = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 32,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public VolvoOptions Options => options.Value;

    /// <summary>The answer to a question. A token that Volvo does not take is made anew once.</summary>
    public async Task<T> ReadAsync<T>(string account, VolvoCall call, Urgency urgency, CancellationToken cancellationToken)
    {
        try
        {
            var token = await tokens.FindAsync(account, refused: null, cancellationToken);
            await budget.TakeAsync(urgency, cancellationToken);
            using var first = await SendAsync(HttpMethod.Get, token, call, cancellationToken);
            if (first.StatusCode != HttpStatusCode.Unauthorized)
                return await AnswerAsync<T>(first, call, cancellationToken);
            token = await tokens.FindAsync(account, refused: token, cancellationToken);
            await budget.TakeAsync(urgency, cancellationToken);
            using var second = await SendAsync(HttpMethod.Get, token, call, cancellationToken);
            return await AnswerAsync<T>(second, call, cancellationToken);
        }
        catch (Exception exception) when (CloudOutage.Is(exception, cancellationToken))
        {
            throw new CloudException($"Volvo gave no answer about {call.Name}.", exception);
        }
    }

    /// <summary>Hands a command over once.</summary>
    /// <param name="account">Whose car it is for.</param>
    /// <param name="call">The command.</param>
    /// <param name="mustGo">It locks: it goes out even where it cannot be counted (S09).</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How it ended where Volvo did not take it or did not answer; else what Volvo said of it.</returns>
    public async Task<(Sending? End, VolvoInvocation? Said)> CommandAsync(
        string account, VolvoCall call, bool mustGo, CancellationToken cancellationToken)
    {
        try
        {
            var token = await tokens.FindAsync(account, refused: null, cancellationToken);
            if (mustGo)
                await TryCountAsync(cancellationToken);
            else
                await budget.TakeAsync(Urgency.Opening, cancellationToken);
            using var answer = await SendAsync(HttpMethod.Post, token, call, cancellationToken);
            if ((int)answer.StatusCode is >= 400 and < 500)
                return (new Sending(SendingFate.Refused) { Away = (await RefusalAsync(answer, call, cancellationToken)).Away }, null);
            if (!answer.IsSuccessStatusCode)
                return (new Sending(SendingFate.Unknown), null);
            return (null, (await answer.Content.ReadFromJsonAsync<VolvoAnswer<VolvoInvocation>>(Json, cancellationToken))?.Data);
        }
        catch (CloudException exception)
        {
            // No token or no call was left: nothing was sent.
            return (new Sending(SendingFate.Refused) { Away = exception.Away }, null);
        }
        catch (Exception exception) when (CloudOutage.OfCommand(exception, cancellationToken) is not null)
        {
            return (CloudOutage.OfCommand(exception, cancellationToken), null);
        }
    }

    private async Task<T> AnswerAsync<T>(HttpResponseMessage answer, VolvoCall call, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
            throw await RefusalAsync(answer, call, cancellationToken);
        var read = await answer.Content.ReadFromJsonAsync<VolvoAnswer<T>>(Json, cancellationToken);
        return read is { Data: { } data } ? data : throw new JsonException("The answer is null.");
    }

    private async Task<CloudException> RefusalAsync(HttpResponseMessage answer, VolvoCall call, CancellationToken cancellationToken)
    {
        var said = answer.StatusCode == HttpStatusCode.Forbidden ? await answer.Content.ReadAsStringAsync(cancellationToken) : "";
        return await budget.HeedAsync(said, cancellationToken) ?? new CloudException($"Volvo answered {(int)answer.StatusCode} about {call.Name}.");
    }

    private async Task TryCountAsync(CancellationToken cancellationToken)
    {
        try
        {
            await budget.TakeAsync(Urgency.Opening, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Ours says that none is left, or it cannot be counted: whether it is taken is Volvo's to say.
            logger.CallNotCounted(exception);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string token, VolvoCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(options.Value.Address), call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("vcc-api-key", options.Value.ApiKey);
        if (method == HttpMethod.Post)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return await clients.CreateClient(Client).SendAsync(request, cancellationToken);
    }
}
