using System.Text.Json;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Benchmarks.LivePage;

/// <summary>A device whose door opens and closes in turn, each event signed and sent at its moment, whatever became of the ones before.</summary>
internal sealed class DoorTalk(TestDevice device, HubSocket line)
{
    private long _seq;

    /// <summary>The bolt is drawn back first: a door that opens behind a thrown bolt would be an alarm.</summary>
    public Task UnlockAsync(CancellationToken cancellationToken) => ReportAsync(EventKinds.Unlocked, cancellationToken);

    /// <summary>Sends at a steady rate.</summary>
    /// <returns>Each event's time, which names it on the page, and when it was sent.</returns>
    public async Task<IReadOnlyList<SentEvent>> TalkAsync(int perSecond, int count, CancellationToken cancellationToken)
    {
        var sent = new List<SentEvent>(count);
        var answers = new List<Task>(count);
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond), TimeProvider.System);
        for (var i = 0; i < count; i++)
        {
            await beat.WaitForNextTickAsync(cancellationToken);
            var happened = device.Event(++_seq, i % 2 == 0 ? EventKinds.DoorOpened : EventKinds.DoorClosed);
            var message = JsonSerializer.Serialize(new[] { happened }, GatewayJson.Options);
            sent.Add(new SentEvent(happened.At, WallClock.NowMs));
            answers.Add(AskAsync(message, cancellationToken));
        }

        await Task.WhenAll(answers);
        return sent;
    }

    private Task ReportAsync(string kind, CancellationToken cancellationToken) =>
        AskAsync(JsonSerializer.Serialize(new[] { device.Event(++_seq, kind) }, GatewayJson.Options), cancellationToken);

    private async Task AskAsync(string message, CancellationToken cancellationToken)
    {
        var answer = await line.InvokeAsync(GatewayMethods.Report, cancellationToken, message);
        if (answer.Error is { } error)
            throw new InvalidDataException(error);
    }
}

internal sealed record SentEvent(string At, double SentMs);
