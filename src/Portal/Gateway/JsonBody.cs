using System.Text.Json;

namespace Portal.Gateway;

/// <summary>Reads the small JSON objects that devices post, with a bound on size, depth and time.</summary>
internal static class JsonBody
{
    public const int Largest = 8 * 1024;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <summary>A body of a few hundred bytes that takes longer is sent by somebody who wants to keep us waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The body, or the status that says what is wrong with it.</summary>
    public static async Task<(JsonDocument? Body, int Fault)> ReadAsync(HttpContext http, TimeProvider time)
    {
        if (!http.Request.HasJsonContentType())
            return (null, StatusCodes.Status415UnsupportedMediaType);
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, late.Token);
        try
        {
            return (await JsonDocument.ParseAsync(http.Request.Body, Options, either.Token), 0);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return (null, StatusCodes.Status408RequestTimeout);
        }
    }

    public static string Hint => $"Send one JSON object of at most {Largest} bytes as application/json, within {Patience.TotalSeconds} s.";
}
