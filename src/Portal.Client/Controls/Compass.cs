namespace Portal.Client.Controls;

/// <summary>Where something lies, in words: what a map shows, for whoever cannot see it.</summary>
public static class Compass
{
    private static string[] Winds =>
    [
        ControlsText.North, ControlsText.NorthEast, ControlsText.East, ControlsText.SouthEast,
        ControlsText.South, ControlsText.SouthWest, ControlsText.West, ControlsText.NorthWest,
    ];

    /// <summary><c>640 m north-east</c></summary>
    public static string Words(double metres, double degrees)
    {
        var winds = Winds;
        return $"{Measures.Distance(metres)} {winds[(int)Math.Round(degrees / 45, MidpointRounding.AwayFromZero) % winds.Length]}";
    }
}
