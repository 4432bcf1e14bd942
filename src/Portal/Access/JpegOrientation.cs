using System.Buffers.Binary;

namespace Portal.Access;

/// <summary>
/// Which way up a camera held a JPEG: the one thing of its Exif (CIPA DC-008) that belongs to the picture. It is read as a number from 1 to 8
/// and written anew alone; nothing else of what was sent comes along.
/// </summary>
internal static class JpegOrientation
{
    private const int HeaderBytes = 8;
    private const int EntryBytes = 12;
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;
    private const ushort AsItIs = 1;
    private const ushort Highest = 8;

    /// <summary>What the content of a segment of Exif begins with.</summary>
    private static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    /// <summary>The whole segment to keep instead of this one, empty where the picture is the right way up; null where it says nothing of it.</summary>
    public static byte[]? Keep(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(Name) || Find(content[Name.Length..]) is not { } turned)
            return null;
        return turned == AsItIs
            ? []
            :
            [
                0xFF, 0xE1, 0, 34, .. Name,

                // Big-endian, one directory right behind, with one entry and no further directory.
                (byte)'M', (byte)'M', 0, 42, 0, 0, 0, HeaderBytes,
                0, 1, Tag >> 8, Tag & 0xFF, 0, (byte)Short, 0, 0, 0, 1, 0, turned, 0, 0,
                0, 0, 0, 0,
            ];
    }

    private static byte? Find(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < HeaderBytes)
            return null;
        var isLittle = exif.StartsWith("II"u8);
        if ((!isLittle && !exif.StartsWith("MM"u8)) || Read16(exif[2..], isLittle) != 42)
            return null;
        var directory = Read32(exif[4..], isLittle);
        if (directory < HeaderBytes || directory > exif.Length - 2)
            return null;
        var at = (int)directory + 2;
        for (var left = Read16(exif[(int)directory..], isLittle); left > 0 && at + EntryBytes <= exif.Length; left--, at += EntryBytes)
        {
            var entry = exif.Slice(at, EntryBytes);
            if (Read16(entry, isLittle) == Tag)
                return Read16(entry[2..], isLittle) == Short && Read16(entry[8..], isLittle) is >= AsItIs and <= Highest and var turned ? (byte)turned : null;
        }

        return null;
    }

    private static ushort Read16(ReadOnlySpan<byte> from, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);

    private static uint Read32(ReadOnlySpan<byte> from, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from);
}
