using System.Text;
using Portal.Gateway;

namespace Portal.Tests.Gateway;

/// <summary>Whether a message has begun and is not finished, whatever way its bytes are cut.</summary>
public sealed class FrameMeterTests
{
    private const byte Text = 0x1;
    private const byte Continuation = 0x0;
    private const byte Ping = 0x9;

    public static TheoryData<int> Cuts => [1, 2, 3, 5, 7, 64, 1000, 100_000];

    [Theory]
    [MemberData(nameof(Cuts))]
    public void Message_CutAnywhere_IsAtRestOnlyAtItsEnd(int cut)
    {
        foreach (var length in new[] { 1, 125, 126, 200, 65_535, 65_536, 70_000 })
        {
            var meter = new FrameMeter();
            var frame = Frame(Text, final: true, new string('a', length - 1) + '\x1e');

            Assert.True(meter.IsAtRest);
            for (var at = 0; at < frame.Length; at += cut)
            {
                meter.Take(frame.AsSpan(at, Math.Min(cut, frame.Length - at)));
                Assert.Equal(at + cut >= frame.Length, meter.IsAtRest);
            }
        }
    }

    [Fact]
    public void WholeFrame_WithoutTheSeparator_IsNoWholeMessage()
    {
        var meter = new FrameMeter();

        meter.Take(Frame(Text, final: true, """{"type":6}"""));
        Assert.False(meter.IsAtRest);

        meter.Take(Frame(Text, final: true, "\x1e"));
        Assert.True(meter.IsAtRest);
    }

    [Fact]
    public void Fragments_UntilTheLast_AreUnfinished()
    {
        var meter = new FrameMeter();

        meter.Take(Frame(Text, final: false, "a\x1e"));
        Assert.False(meter.IsAtRest);
        meter.Take(Frame(Continuation, final: true, "\x1e"));
        Assert.True(meter.IsAtRest);
    }

    [Fact]
    public void Pings_Between_ChangeNothing()
    {
        var meter = new FrameMeter();

        meter.Take(Frame(Ping, final: true, "are you there"));
        Assert.True(meter.IsAtRest);
        meter.Take(Frame(Ping, final: true, ""));
        Assert.True(meter.IsAtRest);

        meter.Take(Frame(Text, final: true, "half"));
        meter.Take(Frame(Ping, final: true, "\x1e"));
        Assert.False(meter.IsAtRest);
    }

    [Fact]
    public void SeveralMessages_InOneRead_AreAtRestAfterTheLast()
    {
        var meter = new FrameMeter();

        meter.Take([.. Frame(Text, final: true, "a\x1e"), .. Frame(Text, final: true, "b\x1e" + "c\x1e"), .. Frame(Ping, final: true, "x")]);

        Assert.True(meter.IsAtRest);
    }

    /// <summary>RFC 6455 §5.2, masked as clients must.</summary>
    internal static byte[] Frame(byte opcode, bool final, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] mask = [0x1e, 0xA5, 0x00, 0x37];
        var frame = new List<byte> { (byte)((final ? 0x80 : 0) | opcode) };
        if (payload.Length < 126)
            frame.Add((byte)(0x80 | payload.Length));
        else if (payload.Length <= ushort.MaxValue)
            frame.AddRange([0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length]);
        else
            frame.AddRange([0x80 | 127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length]);
        frame.AddRange(mask);
        frame.AddRange(payload.Select((one, i) => (byte)(one ^ mask[i % 4])));
        return [.. frame];
    }
}
