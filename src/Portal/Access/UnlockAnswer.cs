using System.Diagnostics.CodeAnalysis;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The answer to one attempt to open, after it was committed. A repeat by the same way in has the same ids.</summary>
internal sealed record UnlockAnswer
{
    public required AccessDecision Decision { get; init; }

    public OpeningId? OpeningId { get; init; }

    public CommandId? CommandId { get; init; }

    /// <summary>The device does nothing after this.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Seconds after which the device locks again if nothing opened.</summary>
    public int OpenSeconds { get; init; } = 10;

    /// <summary>For a driver: how far from the place, in metres, when that is why.</summary>
    public double? DistanceM { get; init; }

    public static UnlockAnswer Denied(DenialReason reason) => new() { Decision = AccessDecision.Denied(reason) };
}
