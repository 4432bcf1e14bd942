using System.Globalization;

namespace Portal.Device.Virtual;

/// <summary>
/// Takes pictures of what is not there: a doorstep whose sun goes round once a minute, with time and place written in, so that anybody
/// sees a picture that stands still.
/// </summary>
internal sealed class Camera(GeoPoint place, string serial)
{
    public const int Width = 320;
    public const int Height = 180;

    private const byte Sky = 0;
    private const byte Ground = 1;
    private const byte Wall = 2;
    private const byte Door = 3;
    private const byte Sun = 4;
    private const byte Ink = 5;
    private const byte Band = 6;
    private const int Horizon = 120;
    private const int BandHeight = 40;
    private const int LetterScale = 2;
    private const int SunRadius = 12;

    private static readonly byte[] Palette =
        [0xBF, 0xD7, 0xEA, 0x7A, 0x8B, 0x6F, 0xE8, 0xE2, 0xD6, 0x5B, 0x3A, 0x29, 0xF2, 0xC1, 0x4E, 0xFF, 0xFF, 0xFF, 0x20, 0x22, 0x24];

    /// <summary>The doorstep at this moment, as PNG.</summary>
    public byte[] Take(DateTimeOffset at)
    {
        var dots = new byte[Width * Height];
        Fill(dots, 0, 0, Width, Horizon, Sky);
        Fill(dots, 0, Horizon, Width, Height - Horizon, Ground);
        Shine(dots, at);
        Fill(dots, 190, 30, 110, 105, Wall);
        Fill(dots, 220, 55, 45, 80, Door);
        Fill(dots, 0, Height - BandHeight, Width, BandHeight, Band);
        Write(dots, Height - BandHeight + 4, at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        Write(dots, Height - BandHeight + 22, string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Abs(place.Lat):0.0000}{(place.Lat < 0 ? 'S' : 'N')} {Math.Abs(place.Lon):0.0000}{(place.Lon < 0 ? 'W' : 'E')} {serial}"));
        return Png.Write(Width, dots, Palette);
    }

    private static void Shine(byte[] dots, DateTimeOffset at)
    {
        var angle = at.Second / 60.0 * Math.Tau;
        var (x, y) = ((int)(95 + (70 * Math.Sin(angle))), (int)(60 - (40 * Math.Cos(angle))));
        for (var row = -SunRadius; row <= SunRadius; row++)
        {
            var half = (int)Math.Sqrt((SunRadius * SunRadius) - (row * row));
            Fill(dots, x - half, y + row, (2 * half) + 1, 1, Sun);
        }
    }

    private static void Fill(byte[] dots, int left, int top, int width, int height, byte colour)
    {
        for (var row = top; row < top + height; row++)
            dots.AsSpan((row * Width) + left, width).Fill(colour);
    }

    private static void Write(byte[] dots, int top, string text)
    {
        var left = 6;
        foreach (var letter in text)
        {
            for (var row = 0; row < PixelFont.Height; row++)
            {
                for (var column = 0; column < PixelFont.Width; column++)
                {
                    if (PixelFont.IsSet(letter, column, row))
                        Fill(dots, left + (column * LetterScale), top + (row * LetterScale), LetterScale, LetterScale, Ink);
                }
            }

            left += (PixelFont.Width + 1) * LetterScale;
        }
    }
}
