using Portal.Client.Accounts;

namespace Portal.Client.Access;

/// <summary>A household of the signed-in person, and its pause.</summary>
/// <param name="Household">The household.</param>
/// <param name="Pause">Who blocked everything in it, and since when; null while nobody did.</param>
public sealed record HouseholdPauseView(HouseholdView Household, PauseView? Pause);
