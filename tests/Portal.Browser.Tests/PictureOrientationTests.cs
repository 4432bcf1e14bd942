using System.Text;
using Portal.Access;
using Portal.Browser.Tests.Support;

namespace Portal.Browser.Tests;

/// <summary>A real camera's JPEG, held on its side: what is kept of it is shown the same way up, and without the place beside it.</summary>
public sealed class PictureOrientationTests(Chromium chromium)
{
    private const string Place = "52.516274N 13.377704E";

    // Red and blue beside each other, 64 × 32, by the browser's own encoder.
    private const string Take =
        """
        async () => {
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [64, 32];
            const pen = canvas.getContext("2d");
            pen.fillStyle = "#c00"; pen.fillRect(0, 0, 32, 32);
            pen.fillStyle = "#00c"; pen.fillRect(32, 0, 32, 32);
            return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
        }
        """;

    // Its size as shown, and whether its first and last pixel are red.
    private const string Look =
        """
        async jpeg => {
            const image = new Image();
            image.src = "data:image/jpeg;base64," + jpeg;
            await image.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
            const pen = canvas.getContext("2d");
            pen.drawImage(image, 0, 0);
            const isRed = (x, y) => pen.getImageData(x, y, 1, 1).data[0] > 128;
            return [canvas.width, canvas.height, isRed(4, 4), isRed(canvas.width - 4, canvas.height - 4)].join(" ");
        }
        """;

    [Fact]
    public async Task S38_RotatedJpeg_CleanedIsShownTheSameWayUp()
    {
        await using var visitor = await chromium.VisitAsync(new Uri("about:blank"), Screen.Phone);
        var taken = Convert.FromBase64String(await visitor.Page.EvaluateAsync<string>(Take));
        var shown = new List<string>();
        for (byte turn = 1; turn <= 8; turn++)
        {
            var sent = Turned(taken, turn);
            Assert.True(Picture.TryClean(sent, out var kept));

            var before = await LookAsync(visitor, sent);
            Assert.Equal((turn, before), (turn, await LookAsync(visitor, kept.Bytes)));
            Assert.Equal(-1, kept.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place)));
            shown.Add(before);
        }

        // The browser did turn what was sent.
        Assert.Contains("64 32 true false", shown);
        Assert.Contains("32 64 false true", shown);
        Assert.Empty(visitor.Complaints);
    }

    private static Task<string> LookAsync(Visitor visitor, byte[] jpeg) => visitor.Page.EvaluateAsync<string>(Look, Convert.ToBase64String(jpeg));

    /// <summary>As a camera writes it: where it was, and how it was held.</summary>
    private static byte[] Turned(byte[] jpeg, byte turn)
    {
        byte[] exif =
        [
            .. "Exif\0\0II*\0\x08\0\0\0\x02\0"u8,
            .. "\x0E\x01\x02\0"u8, (byte)Place.Length, 0, 0, 0, 38, 0, 0, 0,
            .. "\x12\x01\x03\0\x01\0\0\0"u8, turn, 0, 0, 0,
            0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Place),
        ];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
