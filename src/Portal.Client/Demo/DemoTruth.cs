using System.Globalization;
using Portal.Client.Access;

namespace Portal.Client.Demo;

/// <summary>How a virtual device really stands, in words: what the screens know only as far as they were told.</summary>
internal static class DemoTruth
{
    /// <summary>'locked, closed; battery 100 %; on the line.'</summary>
    public static string Of(DemoPlace place) => string.Join("; ", Parts(place)) + ".";

    private static IEnumerable<string> Parts(DemoPlace place)
    {
        yield return place.Lock == LockState.Unknown ? Words.Of(place.Door) : $"{Words.Of(place.Lock)}, {Words.Of(place.Door)}";
        if (place.BatteryPercent is { } percent)
            yield return string.Create(CultureInfo.InvariantCulture, $"battery {percent} %");
        yield return place switch
        {
            { IsCut: false } => "on the line",
            { Untold: 0 } => "cut off",
            { Untold: var untold } => string.Create(CultureInfo.InvariantCulture, $"cut off, with {untold} events to tell"),
        };
        foreach (var fault in place.Faults)
        {
            if (Wrong(fault) is { } words)
                yield return words;
        }
    }

    // The others are told already: by the bolt, the battery or the line.
    private static string? Wrong(string fault) => fault switch
    {
        "underground" => "underground",
        "jam" => "the bolt is blocked",
        "block" => "something is in the way",
        "tamper" => "somebody works on it",
        "lie" => "its contact lies",
        "dead" => "does not answer",
        "clock" => "its clock is wrong",
        "freeze" => "the bell's camera is frozen",
        _ => null,
    };
}
