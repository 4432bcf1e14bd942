namespace Portal.Client.Accounts;

/// <summary>What a deletion does and why it does not, in words.</summary>
internal static class DeletionWords
{
    public static string Of(HouseholdFate fate) => fate switch
    {
        HouseholdFate.Left => AccountsText.FateLeft,
        HouseholdFate.Ends => AccountsText.FateEnds,
        HouseholdFate.NeedsOwner => AccountsText.FateNeedsOwner,
        HouseholdFate.NotYet => AccountsText.FateNotYet,
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, "No such fate."),
    };

    /// <summary>Why it was not done; null when it was.</summary>
    public static string? Fault(DeletionOutcome outcome) => outcome switch
    {
        DeletionOutcome.Done => null,
        DeletionOutcome.SignInAgain => AccountsText.ConfirmFirst,
        DeletionOutcome.NameDiffers => AccountsText.DeleteNameDiffers,
        DeletionOutcome.NotYet => AccountsText.DeleteNotYet,
        DeletionOutcome.Held => AccountsText.NotYetRecoveredSeeSettings,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
