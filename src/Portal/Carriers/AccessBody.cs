using System.ComponentModel.DataAnnotations;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Carriers;

namespace Portal.Carriers;

/// <summary>What a driver needs, from 15 minutes before the window.</summary>
internal sealed record AccessBody
{
    /// <summary>To be sent to the driver: whoever has it may open once.</summary>
    public required string DriverUrl { get; init; }

    public required string Code { get; init; }

    public required CodeKind CodeKind { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Exact for a door or garage; a car's is rounded before the window.</summary>
    public required GeoPosition? Place { get; init; }

    public required CarBody? Car { get; init; }

    public required string Instructions { get; init; }
}

/// <summary>What kind of code it is.</summary>
internal enum CodeKind
{
    /// <summary>Eight digits; the portal must be reached.</summary>
    Code,

    /// <summary>Nine digits that the device judges by itself.</summary>
    OfflinePin,
}

/// <summary>The car to look for.</summary>
internal sealed record CarBody(string Make, string Model, string Colour, string Plate, string? PhotoUrl);

/// <summary>A carrier's system asks for the opening.</summary>
internal sealed record UnlockBody
{
    [Required]
    public string? TrackingNumber { get; init; }

    /// <summary>The driver's; without it the answer is no, unless the owner waived it.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>As <c>driver.driverId</c> of the delivery says.</summary>
    public DriverId? DriverId { get; init; }
}

/// <summary>The verdict, with a sentence for the driver. HTTP 200 for both.</summary>
internal sealed record DecisionBody
{
    public required Verdict Verdict { get; init; }

    public required DenialReason? Reason { get; init; }

    public required string Message { get; init; }

    public required OpeningId? OpeningId { get; init; }

    public required CommandId? CommandId { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public static DecisionBody Of(UnlockAnswer answer, DriverFacts facts) => new()
    {
        Verdict = answer.Decision.IsGranted ? Verdict.Granted : Verdict.Denied,
        Reason = answer.Decision.Reason,
        Message = answer.Decision.IsGranted ? DriverSentences.Granted(facts) : DriverSentences.Denied(answer.Decision.Reason.Value, facts),
        OpeningId = answer.OpeningId,
        CommandId = answer.CommandId,
        ExpiresAt = answer.ExpiresAt,
    };
}

/// <summary>Granted or denied.</summary>
internal enum Verdict
{
    Granted,
    Denied,
}
