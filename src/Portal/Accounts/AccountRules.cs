using System.Net.Mail;
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
        AddName(faults, nameof(Registration.Household), registration.Household, "Name the household, for example 'Weber family'.");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(registration.TimeZone) is null)
            faults.Add(new FieldFault(nameof(Registration.TimeZone), "Choose the time zone of the household."));
        return faults;
    }

    public static IReadOnlyList<FieldFault> Check(string name, string email, string password) => Person(name, email, password);

    /// <summary>What is wrong with a new password of the account with this address; null when nothing is.</summary>
    public static string? CheckPassword(string email, string password) => PasswordFault(email, password);

    private static List<FieldFault> Person(string name, string email, string password)
    {
        var faults = new List<FieldFault>();
        AddName(faults, nameof(Registration.Name), name, "Write your name, as your household knows you.");
        if (!IsEmail(email))
            faults.Add(new FieldFault(nameof(Registration.Email), "Write an e-mail address, for example mara@example.com."));
        if (PasswordFault(email, password) is { } fault)
            faults.Add(new FieldFault(nameof(Registration.Password), fault));
        return faults;
    }

    private static void AddName(List<FieldFault> faults, string field, string name, string whenEmpty)
    {
        if (string.IsNullOrWhiteSpace(name))
            faults.Add(new FieldFault(field, whenEmpty));
        else if (name.Length > LongestName)
            faults.Add(new FieldFault(field, $"Use at most {LongestName} characters."));
        else if (name.Any(char.IsControl))
            faults.Add(new FieldFault(field, "Use letters, digits and signs only."));
    }

    public static bool IsEmail(string email) =>
        email.Length is > 2 and <= LongestEmail
        && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        && MailAddress.TryCreate(email, out var address)
        && string.Equals(address.Address, email, StringComparison.Ordinal);

    private static string? PasswordFault(string email, string password) => password.Length switch
    {
        < ShortestPassword => $"Use at least {ShortestPassword} characters.",
        > LongestPassword => $"Use at most {LongestPassword} characters.",
        _ when password.Distinct().Count() < 4 => "Use more than three different characters.",
        _ when string.Equals(password, email, StringComparison.OrdinalIgnoreCase) => "Use something else than your e-mail address.",
        _ when KnownPasswords.Holds(password) => "Thieves try this one first: it is in their lists. Use another.",
        _ => null,
    };
}
