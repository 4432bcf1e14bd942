namespace Portal.Client.Deliveries;

/// <summary>How far a delivery has got, in the few words by which people look for one.</summary>
public enum DeliveryStage
{
    /// <summary>Open, or not ended as agreed.</summary>
    Now,

    /// <summary>Waiting for an answer, a member's or the carrier's.</summary>
    Asked,

    /// <summary>Approved.</summary>
    Coming,

    /// <summary>Completed, or a person has looked what became of it.</summary>
    Delivered,

    /// <summary>Its window went by, or nothing was opened.</summary>
    Missed,

    /// <summary>Declined, withdrawn, revoked, or never answered.</summary>
    CalledOff,
}
