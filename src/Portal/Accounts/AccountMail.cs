using Portal.Client;
using Portal.Client.Controls;

namespace Portal.Accounts;

/// <summary>
/// What the portal writes to people about their account, in the language that is spoken now: whoever puts a mail speaks the account's first
/// (<see cref="LanguageChoice"/>). No code, no name of a household, nothing to click that opens anything.
/// </summary>
internal sealed class AccountMail(PublicUrl publicUrl)
{
    private string Recovery => publicUrl.At("/recover");

    private string Settings => publicUrl.At("/settings");

    public OutgoingMail Confirm(string to, string token) =>
        new(to, AccountText.ConfirmSubject, AccountText.FormatConfirmText(publicUrl.At("/address/" + token)));

    public OutgoingMail Change(string to, string token) =>
        new(to, AccountText.ChangeSubject, AccountText.FormatChangeText(publicUrl.At("/address/" + token)));

    public OutgoingMail Taken(string to) => new(to, AccountText.TakenSubject, AccountText.FormatTakenText(Recovery));

    public OutgoingMail Recover(string to, string token) =>
        new(to, AccountText.RecoverSubject, AccountText.FormatRecoverText(publicUrl.At("/recover/" + token)));

    /// <param name="to">Where it goes.</param>
    /// <param name="until">How long the account is held.</param>
    /// <param name="zone">The reader's zone (IANA).</param>
    public OutgoingMail Recovered(KnownAddress to, DateTimeOffset until, string zone) =>
        new(to.Email, AccountText.RecoveredSubject, AccountText.FormatRecoveredText(PlaceClock.Dated(until, zone), IfNotYou(to)));

    public OutgoingMail ChangeAsked(KnownAddress to) =>
        new(to.Email, AccountText.ChangeAskedSubject, AccountText.FormatChangeAskedText(Settings));

    public OutgoingMail Changed(KnownAddress to, SecurityChange change) =>
        new(to.Email, AccountText.ChangedSubject, AccountText.FormatChangedText(Sentence(change), IfNotYou(to)));

    private string IfNotYou(KnownAddress to) =>
        to.IsFormer ? AccountText.FormatIfNotYouAtFormer(Settings) : AccountText.FormatIfNotYou(Recovery);

    private static string Sentence(SecurityChange change) => change switch
    {
        SecurityChange.PasskeyAdded => AccountText.PasskeyAdded,
        SecurityChange.PasskeyRemoved => AccountText.PasskeyRemoved,
        SecurityChange.PasswordChanged => AccountText.PasswordChanged,
        SecurityChange.SecondFactorOn => AccountText.SecondFactorOn,
        SecurityChange.SecondFactorOff => AccountText.SecondFactorOff,
        SecurityChange.RecoveryCodesMade => AccountText.RecoveryCodesMade,
        SecurityChange.Recovered => AccountText.Recovered,
        SecurityChange.EmailChanged => AccountText.EmailChanged,
        SecurityChange.TokenMade => AccountText.TokenMade,
    };
}
