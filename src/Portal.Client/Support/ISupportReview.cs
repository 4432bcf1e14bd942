namespace Portal.Client.Support;

/// <summary>
/// What a support agent may see of a delivery at the level <em>masked</em> (S30): states, times, decisions and their reasons, device health.
/// No name, contact, address, plate, position, photo or code; and no power to do anything.
/// </summary>
public interface ISupportReview
{
    /// <summary>
    /// Looks at the one delivery that has exactly this tracking number or id. The look is an entry in the household's Activity, with case and
    /// reason, before anything is shown.
    /// </summary>
    Task<LookOutcome> LookAsync(LookRequest request, CancellationToken cancellationToken);

    /// <summary>What the look shows, as it is now; null once it has ended, and for another agent's look.</summary>
    Task<MaskedDelivery?> FindAsync(LookId look, CancellationToken cancellationToken);
}
