using System.Buffers.Binary;
using System.IO.Compression;

namespace Portal.Device.Virtual;

/// <summary>Writes a picture of at most 256 colours as PNG (ISO/IEC 15948).</summary>
internal static class Png
{
    private const byte BitsPerDot = 8;
    private const byte Indexed = 3;
    private const uint Polynomial = 0xEDB88320;

    /// <param name="width">Dots in a row.</param>
    /// <param name="dots">Rows from the top; each dot is a place in the palette.</param>
    /// <param name="palette">Red, green and blue of each colour.</param>
    public static byte[] Write(int width, ReadOnlySpan<byte> dots, ReadOnlySpan<byte> palette)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], dots.Length / width);
        (header[8], header[9]) = (BitsPerDot, Indexed);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, palette);
        Chunk(file, "IDAT"u8, Rows(width, dots));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Rows(int width, ReadOnlySpan<byte> dots)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var at = 0; at < dots.Length; at += width)
            {
                zlib.WriteByte(0); // No filter.
                zlib.Write(dots.Slice(at, width));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, name), content));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
        }

        return crc;
    }
}
