namespace Portal.Client.Controls;

/// <summary>Where something lies, in words: what a map shows, for whoever cannot see it.</summary>
public static class Compass
{
    private static readonly string[] Winds = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

    /// <summary><c>640 m north-east</c></summary>
    public static string Words(double metres, double degrees) =>
        $"{Measures.Distance(metres)} {Winds[(int)Math.Round(degrees / 45, MidpointRounding.AwayFromZero) % Winds.Length]}";
}
