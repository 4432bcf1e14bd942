using System.Globalization;
using System.Net.Mail;
using System.Text;
using NodaTime;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>What the fields of a registration must hold. One sentence a field, which says what to do.</summary>
internal static class AccountRules
{
    public const int ShortestPassword = 12;

    /// <summary>Longer ones would only keep the hashing busy.</summary>
    public const int LongestPassword = 200;

    private const int LongestName = 80;
    private const int LongestEmail = 254;

    public static IReadOnlyList<FieldFault> Check(Registration registration, bool isInvited)
    {
        var faults = Person(registration.Name, registration.Email, registration.Password);
        if (isInvited)
            return faults;
        AddName(faults, nameof(Registration.Household), registration.Household, AccountRulesText.NameHousehold);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(registration.TimeZone) is null)
            faults.Add(new FieldFault(nameof(Registration.TimeZone), AccountRulesText.TimeZone));
        return faults;
    }

    public static IReadOnlyList<FieldFault> Check(string name, string email, string password) => Person(name, email, password);

    /// <summary>What is wrong with a new password of the account with this address; null when nothing is.</summary>
    public static string? CheckPassword(string email, string password) => PasswordFault(email, password);

    private static List<FieldFault> Person(string name, string email, string password)
    {
        var faults = new List<FieldFault>();
        AddName(faults, nameof(Registration.Name), name, AccountRulesText.YourName);
        if (!IsWhole(email))
            faults.Add(new FieldFault(nameof(Registration.Email), AccountRulesText.WriteEmail));
        else if (!CanBeReached(email))
            faults.Add(new FieldFault(nameof(Registration.Email), AccountRulesText.PlainEmail));
        if (PasswordFault(email, password) is { } fault)
            faults.Add(new FieldFault(nameof(Registration.Password), fault));
        return faults;
    }

    private static void AddName(List<FieldFault> faults, string field, string name, string whenEmpty)
    {
        if (string.IsNullOrWhiteSpace(name))
            faults.Add(new FieldFault(field, whenEmpty));
        else if (name.Length > LongestName)
            faults.Add(new FieldFault(field, AccountRulesText.FormatAtMost(LongestName)));
        else if (name.Any(char.IsControl))
            faults.Add(new FieldFault(field, AccountRulesText.LettersOnly));
    }

    /// <summary>An address that mail can go to.</summary>
    public static bool IsEmail(string email) => IsWhole(email) && CanBeReached(email);

    private static bool IsWhole(string email) =>
        email.Length is > 2 and <= LongestEmail
        && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        && MailAddress.TryCreate(email, out var address)
        && string.Equals(address.Address, email, StringComparison.Ordinal);

    /// <summary>Few mail servers take other letters before the @ (RFC 6531), and a host has a name that can be looked up.</summary>
    private static bool CanBeReached(string email)
    {
        var at = email.LastIndexOf('@');
        if (!Ascii.IsValid(email.AsSpan(0, at)))
            return false;
        try
        {
            return new IdnMapping().GetAscii(email, at + 1).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string? PasswordFault(string email, string password) => password.Length switch
    {
        < ShortestPassword => AccountRulesText.FormatAtLeast(ShortestPassword),
        > LongestPassword => AccountRulesText.FormatAtMost(LongestPassword),
        _ when password.Distinct().Count() < 4 => AccountRulesText.MoreDifferent,
        _ when string.Equals(password, email, StringComparison.OrdinalIgnoreCase) => AccountRulesText.NotYourEmail,
        _ when KnownPasswords.Holds(password) => AccountRulesText.KnownPassword,
        _ => null,
    };
}
