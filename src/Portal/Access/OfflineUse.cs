using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>A grant as a device has used it by itself, with all that decides whether it was in order.</summary>
internal sealed record OfflineUse
{
    public required GrantId Grant { get; init; }

    public required DeliveryId Delivery { get; init; }

    public required GrantState State { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Its one opening was had.</summary>
    public required bool IsUsed { get; init; }

    /// <summary>It was in a list that the device was sent, or is the PIN that it was given.</summary>
    public required bool WasGiven { get; init; }

    public required bool IsPin { get; init; }

    /// <summary>Since when the device knew better: it had acknowledged a list without the grant, or with its PIN among those ended.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why it would be denied now, beside its own state: the household or place is paused, the carrier may nothing.</summary>
    public DenialReason? Standing { get; init; }

    /// <summary>
    /// Why the use was not in order, judged at its own time by the first four rules of the decision; null when it was. What was taken back
    /// after the device last synced is in order: it could not know.
    /// </summary>
    public DenialReason? Fault(DateTimeOffset at)
    {
        var tolerance = IsPin ? OfflinePin.Tolerance : TimeSpan.Zero;
        if (IsUsed)
            return DenialReason.AlreadyUsed;
        if (!WasGiven)
            return DenialReason.NotReady;
        if (at < NotBefore - tolerance)
            return DenialReason.BeforeWindow;
        if (at >= NotAfter + tolerance)
            return DenialReason.AfterWindow;
        if (WithdrawnAt is not { } withdrawn || at < withdrawn)
            return null;
        return State == GrantState.Revoked ? DenialReason.Revoked : Standing ?? DenialReason.Revoked;
    }
}

/// <summary>How the statement finds it.</summary>
internal sealed class OfflineUseRow
{
    public GrantId GrantId { get; init; }

    public DeliveryId DeliveryId { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    public bool IsUsed { get; init; }

    public bool WasGiven { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public bool HouseholdPaused { get; init; }

    public bool AccessPointPaused { get; init; }

    public bool CarrierMayNothing { get; init; }

    public OfflineUse ToUse(bool isPin) => new()
    {
        Grant = GrantId,
        Delivery = DeliveryId,
        State = Words.Parse<GrantState>(State),
        NotBefore = NotBefore,
        NotAfter = NotAfter,
        IsUsed = IsUsed,
        WasGiven = WasGiven,
        IsPin = isPin,
        WithdrawnAt = WithdrawnAt,
        Standing = HouseholdPaused ? DenialReason.HouseholdPaused
            : AccessPointPaused ? DenialReason.AccessPointPaused
            : CarrierMayNothing ? DenialReason.CarrierBlocked
            : null,
    };
}
