using Portal.Client;

namespace Portal.Accounts;

/// <summary>What the portal writes to people about their account. No code, no name of a household, nothing to click that opens anything.</summary>
internal sealed class AccountMail(PublicUrl publicUrl)
{
    public OutgoingMail Confirm(string to, string token) => new(
        to,
        "Confirm your e-mail address",
        $"""
        Somebody made a Portal account with this address, or asked for this mail again. If it was you, open this link and confirm:

        {publicUrl.At("/address/" + token)}

        It works once, for a day. If it was not you, do nothing.

        """);

    public OutgoingMail Change(string to, string token) => new(
        to,
        "Confirm your new e-mail address",
        $"""
        A Portal account is to have this address from now on. If you asked for it, open this link and confirm:

        {publicUrl.At("/address/" + token)}

        It works once, for a day. If it was not you, do nothing.

        """);

    public OutgoingMail Taken(string to) => new(
        to,
        "You have a Portal account already",
        $"""
        Somebody wanted to use this address for a Portal account. One with it is there already, so nothing was made or changed.

        If it was you, sign in, or get back in: {publicUrl.At("/recover")}
        If it was not you, do nothing.

        """);

    public OutgoingMail Recover(string to, string token) => new(
        to,
        "Get back into Portal",
        $"""
        Somebody asked to get back into the account with this address. If it was you, open this link and choose a new password:

        {publicUrl.At("/recover/" + token)}

        It works once, for 30 minutes. For your safety, unlocking stays off for 24 hours after that. If it was not you, do nothing: your
        password still works.

        """);

    public OutgoingMail Recovered(string to, DateTimeOffset until) => new(
        to,
        "Your Portal account was recovered",
        $"""
        Somebody who reads the mail of this account chose a new password. Everybody was signed out. Until {Rfc3339.Format(until)} the account
        opens nothing and gives nobody access.

        If it was not you, get back in at once: {publicUrl.At("/recover")}

        """);

    public OutgoingMail ChangeAsked(string to) => new(
        to,
        "Another e-mail address was asked for",
        $"""
        Your Portal account is to have another address, once that is confirmed. If it was not you, sign in, sign out all other browsers and
        change your password: {publicUrl.At("/settings")}

        """);

    public OutgoingMail Changed(string to, SecurityChange change) => new(
        to,
        "Signing in to Portal changed",
        $"""
        {Sentence(change)} If it was you, all is well.

        If it was not you, get back in at once: {publicUrl.At("/recover")}

        """);

    private static string Sentence(SecurityChange change) => change switch
    {
        SecurityChange.PasskeyAdded => "A passkey was added to your account.",
        SecurityChange.PasskeyRemoved => "A passkey was removed from your account.",
        SecurityChange.PasswordChanged => "The password of your account was changed.",
        SecurityChange.SecondFactorOn => "Two-factor sign-in was switched on for your account.",
        SecurityChange.SecondFactorOff => "Two-factor sign-in was switched off for your account.",
        SecurityChange.RecoveryCodesMade => "New recovery codes were made for your account; the old ones have ended.",
        SecurityChange.Recovered => "Your account was recovered.",
        SecurityChange.EmailChanged => "Your account has another e-mail address now.",
        SecurityChange.TokenMade => "A token for a program of yours was made.",
    };
}
