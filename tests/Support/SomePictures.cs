using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Portal.Tests.Support;

/// <summary>Small pictures of each type, and what cameras and programs write beside them. Everything that must go holds <see cref="Secret"/>.</summary>
internal static class SomePictures
{
    /// <summary>A place, as metadata would give it away.</summary>
    public const string Secret = "52.516274N 13.377704E";

    /// <summary>8 × 8, one scan.</summary>
    public static byte[] Jpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw"
        + "4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAA"
        + "AAAAAAb/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFWL/xAAVAQEBAAAAAAAAAAAAAAAAAAAFBv/EABkRAAIDAQAAAAAAAAAAAAAAAABSBAUVFv/aAAwDAQACEQMRAD8Ag6OgF/"
        + "z9egjuTmP/2Q==");

    /// <summary>8 × 8 in several scans, one after the other.</summary>
    public static byte[] ProgressiveJpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/2wBDAQMDAw"
        + "QDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wgARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAA"
        + "AAAAB//EABUBAQEAAAAAAAAAAAAAAAAAAAYH/9oADAMBAAIQAxAAAAEacUf/xAAVEAEBAAAAAAAAAAAAAAAAAAAAFP/aAAgBAQABBQK9/8QAFhEAAwAAAAAAAAAAAAAAAA"
        + "AAABdi/9oACAEDAQE/AWBR/8QAFhEAAwAAAAAAAAAAAAAAAAAAABdi/9oACAECAQE/AVrB/8QAFRABAQAAAAAAAAAAAAAAAAAAADH/2gAIAQEABj8Cr//EABQQAQAAAAAA"
        + "AAAAAAAAAAAAAAD/2gAIAQEAAT8hP//aAAwDAQACAAMAAAAQ3//EABYRAAMAAAAAAAAAAAAAAAAAAAAR8P/aAAgBAwEBPxC2f//EABYRAAMAAAAAAAAAAAAAAAAAAAAR8P"
        + "/aAAgBAgEBPxCEf//EABYQAAMAAAAAAAAAAAAAAAAAAABxkf/aAAgBAQABPxBVP//Z");

    /// <summary>8 × 8, lossy.</summary>
    public static byte[] Webp { get; } = Convert.FromBase64String(
        "UklGRlAAAABXRUJQVlA4IEQAAACwAgCdASoIAAgAAgA0JagCdLcAlgH8AuP8D0P9gAAA/vaw64VOXrH/ji+FUl6/eFUl/8Cd/4U1/5nM6/LrKOkkS4AAAA==");

    /// <summary>1 × 1, grey.</summary>
    public static byte[] Png { get; } = [.. PngHead, .. Chunk("IDAT", Deflated([0, 0x80])), .. Chunk("IEND", [])];

    private static byte[] PngHead => [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])];

    private static byte[] SecretBytes => Encoding.ASCII.GetBytes(Secret);

    /// <summary>Exif with a place, XMP, IPTC, a comment and a second picture after the first.</summary>
    public static byte[] JpegWithMetadata(byte[] jpeg) =>
    [
        .. jpeg[..2],
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. SecretBytes]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. SecretBytes]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. SecretBytes]),
        .. Segment(0xFE, SecretBytes),
        .. jpeg[2..^2],
        .. Segment(0xFE, SecretBytes),
        .. jpeg[^2..],
        .. SecretBytes,
    ];

    /// <summary>As a camera held on its side writes it, with the place before the orientation.</summary>
    public static byte[] TurnedJpeg(byte orientation, bool isLittle)
    {
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. isLittle ? "II"u8 : "MM"u8, .. Number(42, 2, isLittle), .. Number(8, 4, isLittle), .. Number(2, 2, isLittle),
            .. Number(0x010E, 2, isLittle), .. Number(2, 2, isLittle), .. Number(SecretBytes.Length, 4, isLittle), .. Number(38, 4, isLittle),
            .. Number(0x0112, 2, isLittle), .. Number(3, 2, isLittle), .. Number(1, 4, isLittle), .. Number(orientation, 2, isLittle), 0, 0,
            .. Number(0, 4, isLittle), .. SecretBytes,
        ];
        return [.. Jpeg[..2], .. Segment(0xE1, exif), .. Jpeg[2..]];
    }

    /// <summary>What is kept of it.</summary>
    public static byte[] ExifOfOrientation(byte orientation) =>
        Segment(0xE1, [.. "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, orientation, 0, 0, 0, 0, 0, 0]);

    public static byte[] PngWithMetadata() =>
    [
        .. PngHead,
        .. Chunk("eXIf", SecretBytes),
        .. Chunk("tEXt", [.. "Location\0"u8, .. SecretBytes]),
        .. Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. SecretBytes]),
        .. Chunk("zTXt", [.. "Comment\0\0"u8, .. SecretBytes]),
        .. Chunk("tIME", [0x07, 0xEA, 11, 21, 14, 0, 0]),
        .. Chunk("maKe", SecretBytes),
        .. Chunk("IDAT", Deflated([0, 0x80])),
        .. Chunk("tEXt", [.. "Author\0"u8, .. SecretBytes]),
        .. Chunk("IEND", []),
        .. SecretBytes,
    ];

    /// <summary>The extended form, with a colour profile, Exif and XMP, and something after the end.</summary>
    public static byte[] WebpWithMetadata(byte flags = 0x2C) => Riff(
    [
        .. Riffed("VP8X", [flags, 0, 0, 0, 7, 0, 0, 7, 0, 0]),
        .. Riffed("ICCP", SecretBytes),
        .. Webp[12..],
        .. Riffed("EXIF", SecretBytes),
        .. Riffed("XMP ", SecretBytes),
        .. Riffed("make", SecretBytes),
    ]);

    public static byte[] Riff(byte[] chunks)
    {
        byte[] file = [.. "RIFF\0\0\0\0WEBP"u8, .. chunks, .. SecretBytes];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), chunks.Length + 4);
        return file;
    }

    private static byte[] Riffed(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. data, .. data.Length % 2 == 0 ? [] : new byte[1]];
    }

    private static byte[] Number(int value, int bytes, bool isLittle)
    {
        var number = Enumerable.Range(0, bytes).Select(at => (byte)(value >> (8 * at)));
        return [.. isLittle ? number : number.Reverse()];
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        byte[] length = new byte[4], check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(typed));
        return [.. length, .. typed, .. check];
    }

    private static byte[] Deflated(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return packed.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }
}
