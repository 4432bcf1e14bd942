namespace Portal.Client.Accounts;

/// <summary>What a deletion does and why it does not, in words.</summary>
internal static class DeletionWords
{
    public static string Of(HouseholdFate fate) => fate switch
    {
        HouseholdFate.Left => "It goes on without you. Links and codes that you made stop working.",
        HouseholdFate.Ends => "You are alone in it, so it ends: its places, deliveries and activity are erased.",
        HouseholdFate.NeedsOwner => "Not yet: somebody has to own it. Make another member an owner first.",
        HouseholdFate.NotYet => "Not yet: release its devices, disconnect makers’ accounts, and let open deliveries end first.",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, "No such fate."),
    };

    /// <summary>Why it was not done; null when it was.</summary>
    public static string? Fault(DeletionOutcome outcome) => outcome switch
    {
        DeletionOutcome.Done => null,
        DeletionOutcome.SignInAgain => "Confirm first that it is you: you last did more than 5 minutes ago.",
        DeletionOutcome.NameDiffers => "Not deleted: type your name as it stands there.",
        DeletionOutcome.NotYet => "Not deleted: something has to be done first. What you see now is how it stands.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
