using System.Buffers.Binary;

namespace Portal.Access;

/// <summary>
/// WebP (RFC 9649). Of the chunks only the picture itself stays, with its transparency: EXIF, XMP, colour profile and what nobody knows go,
/// their flags with them. An animation is no snapshot.
/// </summary>
internal static class WebpPicture
{
    private const int FileHeader = 12;
    private const int ChunkHeader = 8;
    private const byte AnimationFlag = 0x02;
    private const byte AlphaFlag = 0x10;

    public static bool Is(ReadOnlySpan<byte> sent) =>
        sent.Length > FileHeader && sent.StartsWith("RIFF"u8) && sent[8..].StartsWith("WEBP"u8);

    /// <summary>Null: it is damaged, or moves.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> sent)
    {
        var whole = BinaryPrimitives.ReadUInt32LittleEndian(sent[4..]) + (long)ChunkHeader;
        if (whole < FileHeader || whole > sent.Length)
            return null;
        sent = sent[..(int)whole];
        var clean = new MemoryStream(sent.Length);
        clean.Write(sent[..FileHeader]);
        var hasPicture = false;
        for (var at = FileHeader; at < sent.Length;)
        {
            if (at + ChunkHeader > sent.Length)
                return null;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(sent[(at + 4)..]);
            var end = at + ChunkHeader + (long)length + (length % 2);
            if (end > sent.Length || !Take(sent[at..(int)end], clean, ref hasPicture))
                return null;
            at = (int)end;
        }

        if (!hasPicture)
            return null;
        var bytes = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)(bytes.Length - ChunkHeader));
        return bytes;
    }

    /// <summary>False: it is no still picture.</summary>
    private static bool Take(ReadOnlySpan<byte> chunk, MemoryStream clean, ref bool hasPicture)
    {
        if (chunk.StartsWith("VP8X"u8))
        {
            if (chunk.Length < ChunkHeader + 10 || (chunk[ChunkHeader] & AnimationFlag) != 0)
                return false;
            var header = chunk.ToArray();
            header[ChunkHeader] &= AlphaFlag;
            clean.Write(header);
        }
        else if (chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8))
        {
            hasPicture = true;
            clean.Write(chunk);
        }
        else if (chunk.StartsWith("ALPH"u8))
        {
            clean.Write(chunk);
        }

        return true;
    }
}
