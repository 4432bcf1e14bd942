using System.Globalization;
using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>
/// What a virtual device prints: one line for each thing that happens, <c>time word key=value …</c>, for people and for scripts. A value
/// that may hold spaces (<c>data</c>, <c>text</c>) is the last of its line. The lines are listed in README.md.
/// </summary>
internal sealed class Journal(TextWriter output, TimeProvider time)
{
    private readonly Lock _gate = new();

    public void Write(string line)
    {
        lock (_gate)
        {
            output.WriteLine($"{WireTime.Format(time.GetUtcNow())} {line}");
            output.Flush();
        }
    }

    public void Write(DeviceNews news) => Write(Line(news));

    public void Write(DeviceStatus status, VirtualDevice device)
    {
        var position = status.Position is { } fix ? string.Create(CultureInfo.InvariantCulture, $" lat={fix.Lat} lon={fix.Lon}") : "";
        var battery = status.BatteryPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $" battery={percent}") : "";
        var faults = device.Faults is [_, ..] wrong ? $" faults={string.Join(',', wrong)}" : "";
        var tamper = status.Tamper is { } isTampered ? $" tamper={Word(isTampered)}" : "";
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"status lock={status.Lock} door={status.Door}{battery}{position}{tamper} connected={Word(device.IsConnected)} waiting={device.Unacknowledged}{faults}"));
    }

    private static string Line(DeviceNews news) => news switch
    {
        DeviceNews.Connected => "connected",
        DeviceNews.Disconnected lost => $"disconnected text={lost.Reason}",
        DeviceNews.Beat { Said: var said, Answer: var answer } =>
            string.Create(CultureInfo.InvariantCulture, $"heartbeat lock={said.Lock} door={said.Door} interval={answer.IntervalSeconds}"),
        DeviceNews.Confirmed confirmed => string.Create(CultureInfo.InvariantCulture, $"confirmed epoch={confirmed.Epoch}"),
        DeviceNews.Dismissed dismissed => $"dismissed reason={dismissed.Reason}",
        DeviceNews.Kept { Event: var kept } =>
            string.Create(CultureInfo.InvariantCulture, $"event epoch={kept.Epoch} seq={kept.Seq} kind={kept.Kind} at={kept.At} data={kept.Data}"),
        DeviceNews.Acknowledged { UpTo: var number } =>
            string.Create(CultureInfo.InvariantCulture, $"acknowledged epoch={number.Epoch} seq={number.Seq}"),
        DeviceNews.Dropped dropped =>
            string.Create(CultureInfo.InvariantCulture, $"dropped epoch={dropped.Number.Epoch} seq={dropped.Number.Seq} text={dropped.Error}"),
        DeviceNews.Synced synced => string.Create(CultureInfo.InvariantCulture, $"synced version={synced.Version}"),
        DeviceNews.Answered { Result: var result } answered =>
            $"command id={result.CommandId} name={answered.Name} status={result.Status}{(result.Error is { } error ? $" error={error}" : "")}",
        _ => throw new InvalidOperationException($"No line for {news.GetType().Name}."),
    };

    private static string Word(bool value) => value ? "yes" : "no";
}
