using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Client;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>Hands one message to a browser's push service (RFC 8030).</summary>
internal sealed class PushService(IHttpClientFactory clients, VapidKey key, IOptions<PushOptions> options, PublicUrl publicUrl, TimeProvider time)
{
    /// <summary>The name of its client.</summary>
    public const string Client = "push";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private string Contact => options.Value.Contact.Length > 0 ? options.Value.Contact : publicUrl.Origin;

    public async Task<PushAnswer> SendAsync(PushKeys browser, WaitingPush message, CancellationToken cancellationToken)
    {
        using var request = Write(browser, message);
        try
        {
            using var answer = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Read(answer);
        }
        catch (HttpRequestException)
        {
            return new PushAnswer(PushFault.NotReached);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PushAnswer(PushFault.NotReached);
        }
    }

    private HttpRequestMessage Write(PushKeys browser, WaitingPush message)
    {
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, browser.Endpoint)
        {
            Content = new ByteArrayContent(PushEncryption.Encrypt(PushPayload.For(message.Browser, message.Payload), browser)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", key.Authorize(browser.Endpoint, Contact, now));
        var left = (long)Math.Max(0, (message.ExpiresAt - now).TotalSeconds);
        request.Headers.Add("TTL", left.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", message.Urgent ? "high" : "normal");
        if (message.About is { } about)
            request.Headers.Add("Topic", TopicOf(about));
        return request;
    }

    /// <summary>News of the same thing replaces what the service still holds; it learns no id of ours.</summary>
    private static string TopicOf(string about) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(about)))[..32];

    private PushAnswer Read(HttpResponseMessage answer) => answer.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PushAnswer(Fault: null),
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new PushAnswer(PushFault.Gone),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new PushAnswer(PushFault.NotTaken, WaitOf(answer.Headers.RetryAfter)),
        _ => new PushAnswer(PushFault.Refused),
    };

    private TimeSpan? WaitOf(RetryConditionHeaderValue? retryAfter) =>
        retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : null);
}

/// <summary>What a push service said.</summary>
/// <param name="Fault">Null once it has taken the message.</param>
/// <param name="Wait">How long it wants to be left alone.</param>
internal sealed record PushAnswer(PushFault? Fault, TimeSpan? Wait = null);
