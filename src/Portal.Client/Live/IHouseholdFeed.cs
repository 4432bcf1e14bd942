namespace Portal.Client.Live;

/// <summary>The bell of the signed-in member's household: it says 'look again' and carries nothing.</summary>
public interface IHouseholdFeed
{
    /// <summary>
    /// Calls <paramref name="ring"/> after each change until the subscription is disposed. Subscribe first, then read: nothing falls in
    /// between. The call comes from any thread and must return at once.
    /// </summary>
    Task<IDisposable> SubscribeAsync(Action ring, CancellationToken cancellationToken);
}
