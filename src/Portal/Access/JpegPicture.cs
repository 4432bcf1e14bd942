using System.Buffers.Binary;

namespace Portal.Access;

/// <summary>
/// JPEG (ITU-T T.81). Of the segments only those stay that a decoder needs; application segments (Exif, XMP, IPTC, maker's notes, previews)
/// and comments go, and so does whatever follows the picture's end (a second picture, a film). Adobe's APP14 stays: it says how the colours
/// are coded. Of Exif its orientation stays, written anew: without it the picture would lie on its side.
/// </summary>
internal static class JpegPicture
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte FirstApplication = 0xE0;
    private const byte Exif = 0xE1;
    private const byte Adobe = 0xEE;
    private const byte LastApplication = 0xEF;
    private const byte Comment = 0xFE;

    public static bool Is(ReadOnlySpan<byte> sent) => sent is [0xFF, StartOfImage, 0xFF, ..];

    /// <summary>Null: it is damaged.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> sent)
    {
        var clean = new MemoryStream(sent.Length);
        clean.Write(sent[..2]);
        var (hasScan, hasOrientation) = (false, false);
        for (var at = 2; at + 2 <= sent.Length;)
        {
            if (sent[at] != 0xFF)
                return null;
            var marker = sent[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == EndOfImage)
            {
                clean.Write(sent.Slice(at, 2));
                return hasScan ? clean.ToArray() : null;
            }

            if (at + 4 > sent.Length || BinaryPrimitives.ReadUInt16BigEndian(sent[(at + 2)..]) is var length && (length < 2 || at + 2 + length > sent.Length))
                return null;
            var end = at + 2 + length;
            if (marker == StartOfScan)
            {
                hasScan = true;
                end += ScanLength(sent[end..]);
            }

            if (!IsBeside(marker))
            {
                clean.Write(sent[at..end]);
            }
            else if (marker == Exif && !hasScan && !hasOrientation && JpegOrientation.Keep(sent[(at + 4)..end]) is { } orientation)
            {
                hasOrientation = true;
                clean.Write(orientation);
            }

            at = end;
        }

        return null;
    }

    private static bool IsBeside(byte marker) => marker is Comment or (>= FirstApplication and <= LastApplication and not Adobe);

    /// <summary>The coded data: up to the next marker that is neither a stuffed zero nor a restart.</summary>
    private static int ScanLength(ReadOnlySpan<byte> data)
    {
        for (var at = 0; at + 1 < data.Length; at++)
        {
            if (data[at] == 0xFF && data[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return at;
        }

        return data.Length;
    }
}
