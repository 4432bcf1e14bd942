using System.Text;
using Portal.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>What is kept of a picture: the picture, and nothing of where and by what it was taken (S38).</summary>
public sealed class PictureTests
{
    public static TheoryData<string, byte[], string, byte[]> WithMetadata => new()
    {
        { "JPEG", SomePictures.JpegWithMetadata(SomePictures.Jpeg), "image/jpeg", WithoutJfif(SomePictures.Jpeg) },
        { "progressive JPEG", SomePictures.JpegWithMetadata(SomePictures.ProgressiveJpeg), "image/jpeg", WithoutJfif(SomePictures.ProgressiveJpeg) },
        { "PNG", SomePictures.PngWithMetadata(), "image/png", SomePictures.Png },
    };

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "nothing", [] },
        { "text", "GIF89a"u8.ToArray() },
        { "markup", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray() },
        { "a JPEG's first bytes", SomePictures.Jpeg[..40] },
        { "a JPEG without its end", SomePictures.Jpeg[..^2] },
        { "a JPEG without a scan", [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xD9] },
        { "a JPEG segment that runs over", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 1] },
        { "a JPEG segment shorter than its length", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF, 0xD9] },
        { "a PNG's signature", SomePictures.Png[..8] },
        { "a PNG without its end", SomePictures.Png[..^12] },
        { "a PNG chunk that runs over", [.. SomePictures.Png[..8], 0x7F, 0xFF, 0xFF, 0xFF, .. SomePictures.Png[12..]] },
        { "a PNG that does not begin with its size", [.. SomePictures.Png[..8], .. SomePictures.Png[33..]] },
        { "a WebP cut short", SomePictures.Webp[..40] },
        { "a WebP without a picture", SomePictures.Riff([.. "EXIF"u8, 2, 0, 0, 0, 1, 2]) },
        { "a WebP chunk that runs over", SomePictures.Riff([.. "VP8 "u8, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2]) },
        { "a WebP that moves", SomePictures.WebpWithMetadata(flags: 0x02) },
    };

    [Theory]
    [MemberData(nameof(WithMetadata))]
    public void S38_Clean_LeavesThePictureAlone(string what, byte[] sent, string mediaType, byte[] kept)
    {
        Assert.True(Picture.TryClean(sent, out var picture), what);

        Assert.Equal(mediaType, picture.MediaType);
        Assert.Equal(kept, picture.Bytes);
        Assert.DoesNotContain(SomePictures.Secret, Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, false, true)]
    [InlineData(6, true, true)]
    [InlineData(8, false, true)]
    [InlineData(0, true, false)]
    [InlineData(9, false, false)]
    public void S38_CleanOfTurnedJpeg_KeepsItsOrientationAndNothingElseOfExif(byte orientation, bool isLittle, bool isKept)
    {
        Assert.True(Picture.TryClean(SomePictures.JpegWithMetadata(SomePictures.TurnedJpeg(orientation, isLittle)), out var picture));

        byte[] kept = isKept ? SomePictures.ExifOfOrientation(orientation) : [];
        Assert.Equal([.. SomePictures.Jpeg[..2], .. kept, .. SomePictures.Jpeg[20..]], picture.Bytes);
    }

    [Fact]
    public void S38_CleanOfTurnedJpeg_TwiceTurned_KeepsTheFirst()
    {
        byte[] twice = [.. SomePictures.TurnedJpeg(6, isLittle: true)[..^SomePictures.Jpeg[2..].Length], .. SomePictures.TurnedJpeg(3, isLittle: false)[2..]];

        Assert.True(Picture.TryClean(twice, out var picture));

        Assert.Equal([.. SomePictures.Jpeg[..2], .. SomePictures.ExifOfOrientation(6), .. SomePictures.Jpeg[20..]], picture.Bytes);
    }

    [Fact]
    public void S38_CleanOfWebp_LeavesThePictureAndNoFlagOfWhatIsGone()
    {
        Assert.True(Picture.TryClean(SomePictures.WebpWithMetadata(), out var picture));

        Assert.Equal("image/webp", picture.MediaType);
        Assert.DoesNotContain(SomePictures.Secret, Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.Equal(picture.Bytes.Length - 8, BitConverter.ToInt32(picture.Bytes, 4));
        Assert.Equal("VP8X", Encoding.ASCII.GetString(picture.Bytes, 12, 4));
        Assert.Equal(0, picture.Bytes[20]);
        Assert.Equal(SomePictures.Webp[12..], picture.Bytes[30..]);
    }

    [Fact]
    public void Clean_OfSimpleWebp_ChangesNothing()
    {
        Assert.True(Picture.TryClean(SomePictures.Webp, out var picture));

        Assert.Equal(SomePictures.Webp, picture.Bytes);
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void S38_WhatIsNoWholePicture_IsRefused(string what, byte[] sent) => Assert.False(Picture.TryClean(sent, out _), what);

    /// <summary>Whatever comes, it is read to its end and no further.</summary>
    [Fact]
    public void S35_AnyByteChanged_IsAPictureOrNone()
    {
        foreach (var whole in new[] { SomePictures.TurnedJpeg(6, isLittle: true), SomePictures.ProgressiveJpeg, SomePictures.Png, SomePictures.Webp, SomePictures.WebpWithMetadata() })
        {
            for (var at = 0; at < whole.Length; at++)
            {
                foreach (var other in new byte[] { 0x00, 0x7F, 0xFF, (byte)(whole[at] ^ 0x80) })
                {
                    var changed = whole.ToArray();
                    changed[at] = other;
                    if (Picture.TryClean(changed, out var picture))
                        Assert.InRange(picture.Bytes.Length, 1, whole.Length);
                }

                Picture.TryClean(whole.AsSpan(0, at), out _);
            }
        }
    }

    /// <summary>JFIF's own segment goes like the other application segments: a decoder needs none of it.</summary>
    private static byte[] WithoutJfif(byte[] jpeg) => [.. jpeg[..2], .. jpeg[20..]];
}
