using System.Buffers.Binary;
using System.IO.Compression;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

public sealed class CameraTests
{
    private static readonly Camera Camera = new(new GeoPoint(52.56302, -13.39514), "V123456");

    [Fact]
    public void Take_IsAWholePng()
    {
        var image = Camera.Take(ManualTime.Start);

        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], image[..8]);
        Assert.Equal((Camera.Width, Camera.Height), (BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(20))));
        Assert.Equal((Camera.Width + 1) * Camera.Height, DotsOf(image).Length);
        Assert.InRange(image.Length, 500, 20_000);
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], image[^4..]); // the check sum of an empty IEND, from the standard
    }

    [Fact]
    public void Take_ASecondLater_IsAnotherPicture()
    {
        var first = Camera.Take(ManualTime.Start);

        Assert.Equal(first, Camera.Take(ManualTime.Start));
        Assert.NotEqual(DotsOf(first), DotsOf(Camera.Take(ManualTime.Start.AddSeconds(1))));
    }

    [Fact]
    public void Take_Elsewhere_IsAnotherPicture() => Assert.NotEqual(
        DotsOf(Camera.Take(ManualTime.Start)), DotsOf(new Camera(new GeoPoint(52.56302, 13.39514), "V123456").Take(ManualTime.Start)));

    private static byte[] DotsOf(byte[] image)
    {
        for (var at = 8; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(at));
            if (image.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                using var packed = new ZLibStream(new MemoryStream(image, at + 8, length), CompressionMode.Decompress);
                using var dots = new MemoryStream();
                packed.CopyTo(dots);
                return dots.ToArray();
            }

            at += length + 12;
        }
    }
}
