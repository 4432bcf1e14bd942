namespace Portal.Client.Accounts;

/// <summary>A household of the signed-in person.</summary>
/// <param name="Id">The household.</param>
/// <param name="Name">What its members call it.</param>
/// <param name="TimeZone">Its IANA zone.</param>
/// <param name="Role">What the signed-in person may do there.</param>
public sealed record HouseholdView(HouseholdId Id, string Name, string TimeZone, MemberRole Role);
