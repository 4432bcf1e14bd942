using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The openings of ours that a batch of a device's events tells of, one after the other.</summary>
/// <param name="Device">The device with the last of them.</param>
/// <param name="Spans">Each with the event that secured it; null while it goes on.</param>
internal sealed record OpeningsTold(DeviceContext Device, IReadOnlyList<(Opening Opening, EventNumber? SecuredBy)> Spans)
{
    public static OpeningsTold Of(DeviceContext device) => new(device, device.Opening is { } opening ? [(opening, null)] : []);

    /// <summary>Whether an event belongs to one of them.</summary>
    public bool Hold(EventNumber number) => Spans.Any(span => span.Opening.Holds(number, span.SecuredBy));

    /// <summary>What secured the last of them.</summary>
    public OpeningsTold With(EventNumber? securedBy) =>
        securedBy is null || Spans.Count == 0 ? this : this with { Spans = [.. Spans.SkipLast(1), (Spans[^1].Opening, securedBy)] };

    /// <summary>Another began, or went on.</summary>
    public OpeningsTold Then(DeviceContext device) => device.Opening is { } next && Spans.All(span => span.Opening.Id != next.Id)
        ? new OpeningsTold(device, [.. Spans, (next, null)])
        : this with { Device = device };
}
