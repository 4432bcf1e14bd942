using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Client.Carriers;

/// <summary>A delivery as its driver sees it: what is needed to find the place, open once and go on.</summary>
public sealed record DriverView
{
    public required DateTimeOffset Now { get; init; }

    public required AccessPointKind Kind { get; init; }

    public required string PlaceName { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>Null for a delivery made by hand.</summary>
    public string? CarrierName { get; init; }

    /// <summary>The last digits, as they stand on the parcel.</summary>
    public required string TrackingDigits { get; init; }

    public required DeliveryWindow Window { get; init; }

    public required string Instructions { get; init; }

    public Car? Car { get; init; }

    /// <summary>There is a photo of the car, and it may be seen now. It is fetched only when it is asked for: the page stays light.</summary>
    public bool HasPhoto { get; init; }

    /// <summary>The exact position; only inside the window.</summary>
    public GeoPosition? Place { get; init; }

    /// <summary>The middle of about 1 km around it; before the window.</summary>
    public GeoPosition? Area { get; init; }

    /// <summary>How near one must be.</summary>
    public required int ReachM { get; init; }

    public required DriverProgress Progress { get; init; }

    /// <summary>Why the last try was denied, as a sentence; null when none was.</summary>
    public string? Denied { get; init; }
}

/// <summary>The part of the driver page that changes while it is looked at.</summary>
/// <param name="Phase">How far it has come.</param>
/// <param name="Sentence">What is so now and what to do.</param>
/// <param name="Steps">Unlocked, opened, closed, secured.</param>
/// <param name="HasPlace">The exact position may be shown and is known: a page without it is loaded again.</param>
/// <param name="Instead">Where to go instead, once it was denied for good.</param>
public sealed record DriverProgress(
    DriverPhase Phase, string Sentence, IReadOnlyList<DriverStep> Steps, bool HasPlace, DriverInstead? Instead = null)
{
    /// <summary>Delivered, or over in another way: what is needed to find the place is the driver's no more.</summary>
    public static bool IsEnded(DriverPhase phase) => phase is DriverPhase.Done or DriverPhase.Over;
}

/// <summary>Where a driver is to go instead.</summary>
/// <param name="Sentence">For example 'Take it to the depot.'</param>
/// <param name="CanGo">This page can go on there: it is another access point of the household, and approved.</param>
public sealed record DriverInstead(string Sentence, bool CanGo);

/// <summary>One of the four steps.</summary>
/// <param name="Word">For example <c>Opened</c>.</param>
/// <param name="At">The time at the place, <c>14:22:40</c>; null while it has not come.</param>
public sealed record DriverStep(string Word, string? At);

/// <summary>What opening a driver link shows, also to a messenger that fetches a preview: nothing that helps a thief.</summary>
public sealed record DriverLinkView
{
    /// <summary>Null for a delivery made by hand.</summary>
    public string? CarrierName { get; init; }

    public required string PlaceName { get; init; }

    public required string TimeZone { get; init; }

    public required DeliveryWindow Window { get; init; }
}
