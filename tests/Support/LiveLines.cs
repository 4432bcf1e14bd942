using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Portal.Tests.Support;

/// <summary>A page's stream of events, read one after the other as a browser's EventSource does.</summary>
internal sealed class LiveLines : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly Stream _stream;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private LiveLines(HttpClient http, Stream stream, CancellationToken cancellationToken)
    {
        _http = http;
        _stream = stream;
        _events = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    public static async Task<LiveLines> OpenAsync(Uri address, string cookies, CancellationToken cancellationToken)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        http.DefaultRequestHeaders.Add("Cookie", cookies);
        return new LiveLines(http, await http.GetStreamAsync(address, cancellationToken), cancellationToken);
    }

    /// <summary>The next event, which must be of this kind.</summary>
    public async Task<JsonElement> NextAsync(string kind, CancellationToken cancellationToken)
    {
        if (!await _events.MoveNextAsync().AsTask().WaitAsync(Patience, cancellationToken))
            throw new IOException("The stream ended before " + kind);
        return _events.Current.EventType == kind
            ? JsonSerializer.Deserialize<JsonElement>(_events.Current.Data)
            : throw new InvalidOperationException($"{_events.Current.EventType} came instead of {kind}: {_events.Current.Data}");
    }

    public void Dispose()
    {
        _stream.Dispose();
        _http.Dispose();
    }
}
