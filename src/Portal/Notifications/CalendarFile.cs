using System.Globalization;
using System.Text;
using Portal.Client;
using Portal.Deliveries;

namespace Portal.Notifications;

/// <summary>
/// Approved windows as iCalendar (RFC 5545). Times are UTC instants: they need no zone rules that a calendar program might not have, and
/// are right over every change of clocks (docs/decisions/0031). The text names no place, person, carrier or code.
/// </summary>
internal static class CalendarFile
{
    /// <summary>Octets of a line, without its end.</summary>
    private const int LongestLine = 75;

    public static string Of(IEnumerable<ApprovedWindow> windows, PublicUrl publicUrl)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Portal//Approved windows//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, "NAME:" + Text(NotificationText.CalendarName));
        Line(text, "X-WR-CALNAME:" + Text(NotificationText.CalendarName));
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        foreach (var window in windows)
            Write(text, window, publicUrl);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>A value of type TEXT: what means something to the format is escaped.</summary>
    internal static string Text(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var sign in value.ReplaceLineEndings("\n"))
        {
            text.Append(sign switch
            {
                '\\' => @"\\",
                ';' => @"\;",
                ',' => @"\,",
                '\n' => @"\n",
                _ => char.IsControl(sign) ? " " : sign.ToString(),
            });
        }

        return text.ToString();
    }

    /// <summary>Folds after 75 octets, never inside a character, and ends the line.</summary>
    internal static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }

    private static void Write(StringBuilder text, ApprovedWindow window, PublicUrl publicUrl)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{window.Delivery}@{publicUrl.Value.Host}");
        Line(text, "DTSTAMP:" + Instant(window.ChangedAt));
        Line(text, "LAST-MODIFIED:" + Instant(window.ChangedAt));
        Line(text, "DTSTART:" + Instant(window.Start));
        Line(text, "DTEND:" + Instant(window.End));
        Line(text, "SUMMARY:" + Text(NotificationText.CalendarWindow));
        Line(text, "DESCRIPTION:" + Text(NotificationText.CalendarWindowMeaning));
        Line(text, "URL:" + publicUrl.At($"/deliveries/{window.Delivery}"));
        Line(text, "CLASS:PRIVATE");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
