using System.Security.Cryptography;
using Portal.Device.Protocol;

namespace Portal.Device.Fleet;

/// <summary>Who a light device is and what the portal has not acknowledged, in memory alone. Bounded like a real device's buffer.</summary>
internal sealed class LightMemory : IDisposable
{
    // Far below 64 KiB with what these devices say.
    private const int BatchEvents = 100;

    private readonly DevicePairing _pairing;
    private readonly DeviceClock _clock;
    private readonly FleetTally _tally;
    private readonly ECDsa _key = ECDsa.Create();
    private readonly Lock _gate = new();
    private readonly Queue<DeviceEvent> _waiting = new();
    private Paired? _confirmation;
    private long _seq;

    public LightMemory(FleetMember member, DeviceClock clock, FleetTally tally)
    {
        (_pairing, _clock, _tally) = (member.Pairing, clock, tally);
        (_confirmation, _seq) = (member.Pairing.Confirmation, member.Seq);
        _key.ImportPkcs8PrivateKey(Convert.FromBase64String(_pairing.PrivateKey), out _);
    }

    public Uri Gateway => _pairing.GatewayUrl;

    /// <summary>How it would be written into the fleet's file now.</summary>
    public FleetMember Member
    {
        get
        {
            lock (_gate)
                return new FleetMember { Pairing = _pairing with { Confirmation = _confirmation }, Seq = _seq };
        }
    }

    /// <summary>Confirmed, and has never said anything.</summary>
    public bool IsNew
    {
        get
        {
            lock (_gate)
                return _confirmation is not null && _seq == 0;
        }
    }

    public string SignIn() => DeviceToken.Create(
        _key, _pairing.DeviceId, _pairing.Audience, _clock.Now, TimeSpan.FromSeconds(GatewayLimits.TokenSeconds));

    /// <summary>Keeps an event; false where nobody has confirmed the pairing, or the buffer is full.</summary>
    public bool Add(string kind, object? data)
    {
        lock (_gate)
        {
            if (_confirmation is not { } confirmation || _waiting.Count >= GatewayLimits.BufferedEvents)
                return false;
            var happened = new DeviceEvent
            {
                Epoch = confirmation.Epoch,
                Seq = ++_seq,
                Kind = kind,
                At = WireTime.Format(_clock.Now),
                Data = DeviceClient.DataOf(data),
            };
            _waiting.Enqueue(EventKinds.BearsState(kind)
                ? happened with { Signature = EventSignature.Sign(_key, EventBytes.Of(_pairing.DeviceId, happened)) }
                : happened);
        }

        _tally.CountMade();
        return true;
    }

    /// <summary>The oldest that wait.</summary>
    public DeviceEvent[] NextBatch()
    {
        lock (_gate)
            return [.. _waiting.Take(BatchEvents)];
    }

    /// <summary>The portal has stored the first so many.</summary>
    public void Acknowledge(int events)
    {
        lock (_gate)
        {
            for (var i = 0; i < events; i++)
                _waiting.Dequeue();
        }

        _tally.CountAcknowledged(events);
    }

    /// <summary>The portal will never take the one at this place.</summary>
    public void Drop(int index)
    {
        lock (_gate)
        {
            var left = _waiting.Where((_, place) => place != index).ToList();
            _waiting.Clear();
            left.ForEach(_waiting.Enqueue);
        }

        _tally.CountDropped();
    }

    /// <summary>An owner has confirmed. False where nothing is new.</summary>
    public bool BeConfirmed(Paired paired)
    {
        lock (_gate)
        {
            if (paired.Epoch <= (_confirmation?.Epoch ?? long.MinValue))
                return false;
            (_confirmation, _seq) = (paired, 0);
            return true;
        }
    }

    public void Dispose() => _key.Dispose();
}
