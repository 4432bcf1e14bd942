namespace Portal.Gateway;

/// <summary>
/// The bytes of a device's web socket. Between messages it may be silent; a message that has begun is finished in time, or the line ends:
/// nobody keeps us waiting with half of one (S35). Only the time in which we wait for bytes counts.
/// </summary>
internal sealed class PatientStream(Stream inner, TimeProvider time) : Stream
{
    /// <summary>64 KiB on the slowest line that a device can live on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private readonly FrameMeter _meter = new();
    private TimeSpan _waited;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _meter.IsAtRest ? await inner.ReadAsync(buffer, cancellationToken) : await ReadInTimeAsync(buffer, cancellationToken);
        _meter.Take(buffer.Span[..read]);
        if (_meter.IsAtRest)
            _waited = TimeSpan.Zero;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInTimeAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var left = Patience - _waited;
        using var late = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await inner.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException slow) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException("A message was begun and not finished in time.", slow);
        }
        finally
        {
            _waited += time.GetElapsedTime(begun);
        }
    }
}
