using System.Globalization;

namespace Portal.Client;

/// <summary>
/// The languages that people read Portal in. The language of a request, of a page and of a mail is <see cref="CultureInfo.CurrentUICulture"/>:
/// it decides words, dates and decimal signs. <see cref="CultureInfo.CurrentCulture"/> stays invariant, so that nothing that a program
/// reads changes with a person's language (docs/decisions/0038).
/// </summary>
public static class Languages
{
    /// <summary>The cookie that remembers the choice in a browser: a code of <see cref="All"/>.</summary>
    public const string Cookie = "language";

    /// <summary>The first is what is spoken where nobody said anything, and complete by itself.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de")];

    /// <summary>The language that is spoken here and now.</summary>
    public static CultureInfo Spoken => Known(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>Its code (ISO 639-1).</summary>
    public static string Current => Spoken.Name;

    /// <summary>The code, where somebody's language is known; null where nobody has asked for anything.</summary>
    public static string? Asked => CultureInfo.CurrentUICulture.Equals(CultureInfo.InvariantCulture) ? null : Current;

    /// <summary>The language of a code; the first for one that Portal does not speak.</summary>
    public static CultureInfo Known(string? code) => All.FirstOrDefault(language => language.Name == code) ?? All[0];

    /// <summary>
    /// Where nobody asked, the whole program speaks the first language and reads and writes as machines do, wherever it runs: in what goes
    /// on by itself, and on the command line.
    /// </summary>
    public static void Begin()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
    }

    /// <summary>Speaks a language until what is returned is disposed of: for what is written to a person who is not there.</summary>
    public static IDisposable Speak(string? code)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = Known(code);
        return new Speech(before);
    }

    /// <summary>A text with numbers as people of the language write them.</summary>
    public static string Text(FormattableString text) => text.ToString(Spoken);

    private sealed class Speech(CultureInfo before) : IDisposable
    {
        public void Dispose() => CultureInfo.CurrentUICulture = before;
    }
}
