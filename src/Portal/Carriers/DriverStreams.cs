using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Portal.Client;
using Portal.Client.Carriers;
using Portal.Ledger;

namespace Portal.Carriers;

/// <summary>
/// Keeps driver pages live: after each commit it looks again and sends what has changed. A stream lasts ten minutes at most and begins
/// again by itself; of all pages together only so many are followed at once.
/// </summary>
internal sealed class DriverStreams(
    DriverViews views, LedgerSignal signal, IOptions<CarriersOptions> options, IHostApplicationLifetime host, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Anyway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _places = new(options.Value.DriverPagesAtOnce);

    public IResult Follow(string? secret, CancellationToken cancellationToken) =>
        secret is null
            ? Problems.Of(StatusCodes.Status401Unauthorized, "session_over", "This page is no longer the driver's. Open the link again.")
            : TypedResults.ServerSentEvents(StreamAsync(secret, cancellationToken));

    public void Dispose() => _places.Dispose();

    private async IAsyncEnumerable<SseItem<string>> StreamAsync(string secret, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_places.Wait(TimeSpan.Zero, cancellationToken))
        {
            yield return new SseItem<string>("{}", "busy") { ReconnectionInterval = WhenBusy };
            yield break;
        }

        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
            var ends = time.GetUtcNow() + Longest;
            string? last = null;
            while (time.GetUtcNow() < ends && !over.IsCancellationRequested)
            {
                var next = signal.Next;
                if (await views.FindProgressAsync(secret, cancellationToken) is not { } progress)
                {
                    yield return new SseItem<string>("{}", "ended");
                    yield break;
                }

                var text = JsonSerializer.Serialize(progress, PortalJson.Options);
                if (text != last)
                    yield return new SseItem<string>(last = text, "progress");
                await Task.WhenAny(next, Task.Delay(Anyway, time, over.Token));
            }
        }
        finally
        {
            _places.Release();
        }
    }
}
