using System.Text.Json;

namespace Portal.Gateway.Clouds;

/// <summary>Which exceptions mean that a maker gave no usable answer, and which of them that nothing can have reached it.</summary>
internal static class CloudOutage
{
    /// <summary>Away, too slow, or in another form than it publishes. Giving up because the caller did is none of these.</summary>
    public static bool Is(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        HttpRequestException or JsonException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    /// <summary>Nobody was there to take what was sent.</summary>
    public static bool NobodyWasThere(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    /// <summary>What became of a command whose answer did not come: it may have been taken (S05).</summary>
    public static Sending? OfCommand(Exception exception, CancellationToken cancellationToken)
    {
        if (NobodyWasThere(exception))
            return new Sending(SendingFate.Refused);
        return exception is OperationCanceledException || Is(exception, cancellationToken) ? new Sending(SendingFate.Unknown) : null;
    }
}
