using System.Buffers.Binary;

namespace Portal.Access;

/// <summary>
/// PNG (W3C, third edition). Only the chunks that draw the picture stay: eXIf, tEXt, iTXt, zTXt, tIME, animations and what nobody knows go,
/// and so does whatever follows IEND.
/// </summary>
internal static class PngPicture
{
    private const int ChunkFrame = 12;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Is(ReadOnlySpan<byte> sent) => sent.StartsWith(Signature);

    /// <summary>Null: it is damaged.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> sent)
    {
        var clean = new MemoryStream(sent.Length);
        clean.Write(Signature);
        var (isFirst, hasData) = (true, false);
        for (var at = Signature.Length; at + ChunkFrame <= sent.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(sent[at..]);
            if (length > sent.Length - at - ChunkFrame)
                return null;
            var chunk = sent.Slice(at, (int)length + ChunkFrame);
            var type = chunk.Slice(4, 4);
            if (isFirst && !type.SequenceEqual("IHDR"u8))
                return null;
            isFirst = false;
            hasData |= type.SequenceEqual("IDAT"u8);
            if (Draws(type))
                clean.Write(chunk);
            if (type.SequenceEqual("IEND"u8))
                return hasData ? clean.ToArray() : null;
            at += chunk.Length;
        }

        return null;
    }

    private static bool Draws(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8)
        || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("cHRM"u8) || type.SequenceEqual("sRGB"u8)
        || type.SequenceEqual("sBIT"u8) || type.SequenceEqual("bKGD"u8) || type.SequenceEqual("pHYs"u8);
}
