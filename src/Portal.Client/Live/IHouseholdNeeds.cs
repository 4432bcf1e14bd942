namespace Portal.Client.Live;

/// <summary>What waits for somebody in the households of whoever is signed in: the one place that says what needs whom.</summary>
public interface IHouseholdNeeds
{
    /// <summary>All of it as it stands at one moment; nothing for who is in no household (S28).</summary>
    Task<HouseholdNeeds> ReadAsync(CancellationToken cancellationToken);
}
