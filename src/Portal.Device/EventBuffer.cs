using System.Buffers;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// The durable queue of events that the portal has not acknowledged (S23): one file of JSON lines that is only appended to, and
/// flushed to the disk before <see cref="Append"/> returns. Numbers rise by one for ever, also when everything was acknowledged.
/// </summary>
/// <remarks>
/// A crash while appending leaves half a line at the end; nobody was told that it is kept and nobody saw its number, so it is cut
/// off. Notes of acknowledgements are not flushed: losing one sends an event again, which the portal knows by its number.
/// </remarks>
internal sealed class EventBuffer : IDisposable
{
    // What SignalR and the array put around the events of a batch; generous.
    private const int EnvelopeBytes = 512;
    private const int RewriteFromBytes = 1024 * 1024;

    private readonly string _path;
    private readonly int _capacity;
    private readonly Lock _gate = new();
    private readonly LinkedList<Kept> _waiting = [];
    private FileStream _file;
    private EventNumber _last = new(0, 0);
    private ReportedState _reported = new();
    private long _waitingBytes;

    private EventBuffer(string path, int capacity)
    {
        (_path, _capacity) = (path, capacity);
        _file = DurableFile.OpenOwn(_path);
    }

    /// <summary>How many events wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Whether something waits that bears state: what the portal knows of this device is behind.</summary>
    public bool HoldsState
    {
        get
        {
            lock (_gate)
                return _waiting.Any(kept => kept.Event.Signature is not null);
        }
    }

    /// <summary>The newest number, sent or not; 0 in epoch 0 before the first.</summary>
    public EventNumber Last
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    /// <summary>What was reported last, sent or not.</summary>
    public ReportedState Reported
    {
        get
        {
            lock (_gate)
                return _reported;
        }
    }

    /// <exception cref="InvalidDataException">The file was damaged otherwise than by a crash.</exception>
    public static EventBuffer Open(string path, int capacity = GatewayLimits.BufferedEvents)
    {
        var buffer = new EventBuffer(path, capacity);
        try
        {
            buffer.Load();
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Keeps one more event. The last place of a full buffer is taken by one <c>buffer_overflow</c>; what comes after
    /// is not kept and the answer is null, until the portal has acknowledged some.
    /// </summary>
    /// <param name="epoch">The epoch given at pairing.</param>
    /// <param name="kind">The event's kind.</param>
    /// <param name="make">Makes (and signs) the event under a kind, an epoch and its number.</param>
    public DeviceEvent? Append(long epoch, string kind, Func<string, EventNumber, DeviceEvent> make)
    {
        lock (_gate)
        {
            if (_waiting.Count >= _capacity)
                return null;

            var overflowed = _waiting.Count == _capacity - 1;
            var number = new EventNumber(epoch, epoch == _last.Epoch ? _last.Seq + 1 : 1);
            var happened = make(overflowed ? EventKinds.BufferOverflow : kind, number);
            var line = new KeptLine { Event = happened }.ToBytes();
            WriteLocked(line, flush: true);
            KeepLocked(happened, line.Length);
            return overflowed ? null : happened;
        }
    }

    /// <summary>The oldest events, as many as fit into one report.</summary>
    public IReadOnlyList<DeviceEvent> NextBatch()
    {
        lock (_gate)
        {
            var bytes = EnvelopeBytes;
            return [.. _waiting.Take(GatewayLimits.BatchEvents).TakeWhile(kept => (bytes += kept.Bytes) <= GatewayLimits.MessageBytes).Select(kept => kept.Event)];
        }
    }

    /// <summary>The portal has stored everything up to this number.</summary>
    public void Acknowledge(EventNumber upTo) => Forget(new KeptLine { Acked = upTo });

    /// <summary>The portal will never take this one.</summary>
    public void Drop(EventNumber refused) => Forget(new KeptLine { Dropped = refused });

    /// <summary>Forgets everything, the numbers too: what comes next belongs to another device.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _waiting.Clear();
            (_waitingBytes, _last, _reported) = (0, new EventNumber(0, 0), new ReportedState());
            RewriteLocked();
        }
    }

    public void Dispose() => _file.Dispose();

    private void Forget(KeptLine entry)
    {
        lock (_gate)
        {
            ApplyLocked(entry, 0);
            try
            {
                WriteLocked(entry.ToBytes(), flush: false);
            }
            catch (IOException)
            {
                // A full disk. Without the note these events are sent once more after a restart, which the portal can tell.
                return;
            }

            if (_file.Length > RewriteFromBytes && _waitingBytes < _file.Length / 2)
                RewriteLocked();
        }
    }

    private void Load()
    {
        lock (_gate)
        {
            var content = new byte[_file.Length];
            _file.ReadExactly(content);
            var good = 0;
            while (good < content.Length)
            {
                var end = Array.IndexOf(content, (byte)'\n', good);
                if (end < 0 || KeptLine.Read(content.AsSpan(good, end - good)) is not { } entry)
                {
                    if (end >= 0 && end != content.Length - 1)
                        throw new InvalidDataException($"{Path.GetFileName(_path)} is damaged at byte {good}: reset the device and pair it again.");

                    break;
                }

                ApplyLocked(entry, end + 1 - good);
                good = end + 1;
            }

            _file.SetLength(good);
            _file.Position = good;
            RewriteLocked();
        }
    }

    private void ApplyLocked(KeptLine entry, int bytes)
    {
        if (entry.Event is { } happened)
            KeepLocked(happened, bytes);

        if (entry.Acked is { } acked)
        {
            while (_waiting.First is { } first && IsUpTo(first.Value.Event, acked))
                RemoveLocked(first);
        }

        if (entry.Dropped is { } dropped)
        {
            for (var node = _waiting.First; node is not null; node = node.Next)
            {
                if (node.Value.Event.Epoch == dropped.Epoch && node.Value.Event.Seq == dropped.Seq)
                {
                    RemoveLocked(node);
                    break;
                }
            }
        }

        if (entry.Known is { } known)
            (_last, _reported) = (known.Last, known.Reported);
    }

    private void KeepLocked(DeviceEvent happened, int bytes)
    {
        _waiting.AddLast(new Kept(happened, bytes));
        _waitingBytes += bytes;
        _last = new EventNumber(happened.Epoch, happened.Seq);
        _reported = _reported.After(happened.Kind);
    }

    private void RemoveLocked(LinkedListNode<Kept> node)
    {
        _waitingBytes -= node.Value.Bytes;
        _waiting.Remove(node);
    }

    private void RewriteLocked()
    {
        var content = new ArrayBufferWriter<byte>();
        foreach (var kept in _waiting)
            content.Write(new KeptLine { Event = kept.Event }.ToBytes());

        // After the events: the newest number may belong to one that is gone, and must not be given again.
        content.Write(new KeptLine { Known = new KnownNumbers(_last, _reported) }.ToBytes());
        _file.Dispose();
        try
        {
            DurableFile.Replace(_path, content.WrittenSpan);
        }
        finally
        {
            _file = DurableFile.OpenOwn(_path);
            _file.Seek(0, SeekOrigin.End);
        }
    }

    private void WriteLocked(byte[] line, bool flush)
    {
        var before = _file.Position;
        try
        {
            _file.Write(line);
            _file.Flush(flushToDisk: flush);
        }
        catch (IOException)
        {
            // A full disk may have taken half of the line; the next line must not be glued to it.
            _file.SetLength(before);
            _file.Position = before;
            throw;
        }
    }

    private static bool IsUpTo(DeviceEvent happened, EventNumber number) =>
        happened.Epoch < number.Epoch || (happened.Epoch == number.Epoch && happened.Seq <= number.Seq);

    private sealed record Kept(DeviceEvent Event, int Bytes);
}
