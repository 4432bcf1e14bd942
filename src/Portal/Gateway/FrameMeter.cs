using System.Buffers.Binary;

namespace Portal.Gateway;

/// <summary>
/// Follows the bytes of a web socket (RFC 6455 §5.2) as they come, to know one thing: whether a message has begun and is not finished. A hub
/// message is finished by its separator; frames and fragments may cut it anywhere.
/// </summary>
internal sealed class FrameMeter
{
    private const byte Separator = 0x1e;
    private const int Final = 0x80;
    private const int Control = 0x08;
    private const int Masked = 0x80;
    private const int LongestHeader = 14;
    private readonly byte[] _header = new byte[LongestHeader];
    private int _headerLength;
    private ulong _payload;
    private ulong _taken;
    private bool _isInPayload;
    private bool _isFragmented;
    private bool _isUnfinished;

    /// <summary>Nothing is owed: whoever is silent now may be silent for as long as it likes.</summary>
    public bool IsAtRest => _headerLength == 0 && !_isInPayload && !_isFragmented && !_isUnfinished;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = _isInPayload ? TakePayload(bytes) : TakeHeader(bytes);
    }

    private ReadOnlySpan<byte> TakeHeader(ReadOnlySpan<byte> bytes)
    {
        _header[_headerLength++] = bytes[0];
        if (_headerLength == HeaderLength())
        {
            (_payload, _taken, _isInPayload) = (PayloadLength(), 0, true);
            if (_payload == 0)
                EndFrame();
        }

        return bytes[1..];
    }

    private ReadOnlySpan<byte> TakePayload(ReadOnlySpan<byte> bytes)
    {
        var here = (int)Math.Min((ulong)bytes.Length, _payload - _taken);
        if (!IsControl)
            _isUnfinished = (byte)(bytes[here - 1] ^ MaskOf(_taken + (ulong)here - 1)) != Separator;
        _taken += (ulong)here;
        if (_taken == _payload)
            EndFrame();
        return bytes[here..];
    }

    private bool IsControl => (_header[0] & Control) != 0;

    private int ShortLength => _header[1] & ~Masked;

    private int LengthBytes => ShortLength switch
    {
        126 => 2,
        127 => 8,
        _ => 0,
    };

    private int HeaderLength() => _headerLength < 2 ? LongestHeader : 2 + LengthBytes + ((_header[1] & Masked) != 0 ? 4 : 0);

    private ulong PayloadLength() => LengthBytes switch
    {
        2 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
        8 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
        _ => (ulong)ShortLength,
    };

    private byte MaskOf(ulong index) => (_header[1] & Masked) == 0 ? (byte)0 : _header[2 + LengthBytes + (int)(index % 4)];

    private void EndFrame()
    {
        if (!IsControl)
            _isFragmented = (_header[0] & Final) == 0;
        (_headerLength, _isInPayload) = (0, false);
    }
}
