using System.Collections.Frozen;

namespace Portal.Device.Virtual;

/// <summary>Letters of five by seven dots, as far as a time, a place and a serial number need them.</summary>
internal static class PixelFont
{
    public const int Width = 5;
    public const int Height = 7;

    // Seven rows from the top; in each the highest of five bits is the left dot.
    private static readonly FrozenDictionary<char, byte[]> Dots = new Dictionary<char, byte[]>
    {
        ['0'] = [14, 17, 19, 21, 25, 17, 14],
        ['1'] = [4, 12, 4, 4, 4, 4, 14],
        ['2'] = [14, 17, 1, 2, 4, 8, 31],
        ['3'] = [31, 2, 4, 2, 1, 17, 14],
        ['4'] = [2, 6, 10, 18, 31, 2, 2],
        ['5'] = [31, 16, 30, 1, 1, 17, 14],
        ['6'] = [6, 8, 16, 30, 17, 17, 14],
        ['7'] = [31, 1, 2, 4, 8, 8, 8],
        ['8'] = [14, 17, 17, 14, 17, 17, 14],
        ['9'] = [14, 17, 17, 15, 1, 2, 12],
        ['-'] = [0, 0, 0, 31, 0, 0, 0],
        [':'] = [0, 12, 12, 0, 12, 12, 0],
        ['.'] = [0, 0, 0, 0, 0, 12, 12],
        ['E'] = [31, 16, 16, 30, 16, 16, 31],
        ['N'] = [17, 17, 25, 21, 19, 17, 17],
        ['S'] = [15, 16, 16, 14, 1, 1, 30],
        ['U'] = [17, 17, 17, 17, 17, 17, 14],
        ['T'] = [31, 4, 4, 4, 4, 4, 4],
        ['C'] = [14, 17, 16, 16, 16, 17, 14],
        ['V'] = [17, 17, 17, 17, 17, 10, 4],
        ['W'] = [17, 17, 17, 21, 21, 21, 10],
        [' '] = [0, 0, 0, 0, 0, 0, 0],
    }.ToFrozenDictionary();

    /// <summary>Whether the letter has a dot there; a letter that is not known has none.</summary>
    public static bool IsSet(char letter, int column, int row) =>
        Dots.TryGetValue(letter, out var rows) && (rows[row] & (16 >> column)) != 0;
}
