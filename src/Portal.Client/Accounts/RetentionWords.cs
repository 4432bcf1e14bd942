namespace Portal.Client.Accounts;

/// <summary>How long what is kept, in words.</summary>
internal static class RetentionWords
{
    private const int Year = 365;

    public static string Title(RetentionKind kind) => kind switch
    {
        RetentionKind.Pictures => AccountsText.RetainPictures,
        RetentionKind.Parcels => AccountsText.RetainParcels,
        RetentionKind.Activity => AccountsText.RetainActivity,
        _ => throw NoSuch(kind),
    };

    /// <summary>What is among it, from when the time counts, and what stays after it.</summary>
    public static string Meaning(RetentionKind kind) => kind switch
    {
        RetentionKind.Pictures => AccountsText.RetainPicturesMeaning,
        RetentionKind.Parcels => AccountsText.RetainParcelsMeaning,
        RetentionKind.Activity => AccountsText.RetainActivityMeaning,
        _ => throw NoSuch(kind),
    };

    /// <summary><c>1 day</c>, <c>90 days</c>, <c>1 year</c>, <c>3 years</c>.</summary>
    public static string Span(int days) => days switch
    {
        1 => AccountsText.OneDay,
        Year => AccountsText.OneYear,
        > 0 when days % Year == 0 => AccountsText.FormatYears(days / Year),
        _ => AccountsText.FormatDays(days),
    };

    /// <summary>What saving a shorter time does.</summary>
    public static string Erases(RetentionKind kind, int days) => kind switch
    {
        RetentionKind.Pictures => AccountsText.FormatErasesPictures(Span(days)),
        RetentionKind.Parcels => AccountsText.FormatErasesParcels(Span(days)),
        RetentionKind.Activity => AccountsText.FormatErasesActivity(Span(days)),
        _ => throw NoSuch(kind),
    };

    public static string Of(RetentionOutcome outcome) => outcome switch
    {
        RetentionOutcome.Done => AccountsText.RetentionSaved,
        RetentionOutcome.NotFound => AccountsText.ItIsGone,
        RetentionOutcome.NotAllowed => AccountsText.OnlyOwnerMay,
        RetentionOutcome.SignInAgain => AccountsText.ConfirmFirst,
        RetentionOutcome.OutOfLimits => AccountsText.RetentionOutOfLimits,
        RetentionOutcome.Held => AccountsText.RetentionHeld,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    private static ArgumentOutOfRangeException NoSuch(RetentionKind kind) => new(nameof(kind), kind, "No such kind.");
}
