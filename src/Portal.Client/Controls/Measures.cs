namespace Portal.Client.Controls;

/// <summary>Writes spans, clocks and distances as people read them.</summary>
public static class Measures
{
    /// <summary><c>24 s</c>, <c>1 min 29 s</c>, <c>38 min</c>, <c>2 h 5 min</c></summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => Text($"{(int)span.TotalSeconds} s"),
        { TotalMinutes: < 10, Seconds: > 0 } => Text($"{span.Minutes} min {span.Seconds} s"),
        { TotalMinutes: < 60 } => Text($"{(int)span.TotalMinutes} min"),
        { Minutes: 0 } => Text($"{(int)span.TotalHours} h"),
        _ => Text($"{(int)span.TotalHours} h {span.Minutes} min"),
    };

    /// <summary><c>0:42</c>, <c>3:12</c>, <c>1:02:09</c>; nought for what is over.</summary>
    public static string Stopwatch(TimeSpan span) => span switch
    {
        { Ticks: < 0 } => "0:00",
        { TotalHours: >= 1 } => Text($"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}"),
        _ => Text($"{span.Minutes}:{span.Seconds:00}"),
    };

    /// <summary>For a screen reader, which hears a clock once a minute: <c>less than a minute</c>, <c>1 minute</c>, <c>3 minutes</c>.</summary>
    public static string Minutes(TimeSpan span) => (int)span.TotalMinutes switch
    {
        <= 0 => ControlsText.LessThanAMinute,
        1 => ControlsText.OneMinute,
        var minutes => ControlsText.FormatMinutes(minutes),
    };

    /// <summary>To 10 m under 1 km, then to 0.1 km: <c>640 m</c>, <c>2.3 km</c>.</summary>
    public static string Distance(double metres) =>
        metres < 995 ? Text($"{Math.Round(metres / 10) * 10:0} m") : Text($"{metres / 1000:0.0} km");

    private static string Text(FormattableString text) => Languages.Text(text);
}
