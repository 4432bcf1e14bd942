namespace Portal.Client.Carriers;

/// <summary>A telephone number as people in any country can call it: <c>+49 30 23125 014</c>.</summary>
public static class PhoneNumber
{
    public const int Longest = 25;

    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Fault(string number) => number.Trim() switch
    {
        { Length: > Longest } => CarriersText.FormatTooLong(Longest),
        ['+', >= '1' and <= '9', ..] text when text[1..].All(sign => char.IsAsciiDigit(sign) || sign == ' ')
            && text.Count(char.IsAsciiDigit) is >= FewestDigits and <= MostDigits => null,
        _ => CarriersText.PhoneForm,
    };

    /// <summary>The address that calls it.</summary>
    public static string Link(string number) => "tel:" + string.Concat(number.Where(sign => sign == '+' || char.IsAsciiDigit(sign)));
}
