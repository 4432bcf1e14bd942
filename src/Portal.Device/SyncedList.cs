using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// The list that the portal sent last, and until when it may be used. It is kept in memory alone: after a restart there is no trusted time
/// and so no authority (S15), and with the time the portal sends the list anew. A lease is counted on the monotonic clock from a moment at
/// which the portal surely spoke: neither a clock that is set nor a device that was frozen makes it longer.
/// </summary>
internal sealed class SyncedList(TimeProvider time)
{
    private readonly Lock _gate = new();
    private SyncGrants? _list;
    private long _heardAt = time.GetTimestamp();
    private long _leasedFrom;
    private TimeSpan _lease;
    private long? _unsaid;

    /// <summary>The version that the portal has not been told of yet.</summary>
    public long? Unsaid
    {
        get
        {
            lock (_gate)
                return _unsaid;
        }
    }

    /// <summary>The grants that may be honoured now; none once the lease is over.</summary>
    public IReadOnlyList<SyncedGrant> Grants
    {
        get
        {
            lock (_gate)
                return _list is not null && time.GetElapsedTime(_leasedFrom) < _lease ? _list.Grants : [];
        }
    }

    /// <summary>How often an owner has armed the PINs; 0 while they are switched off.</summary>
    public int ArmingOfPins
    {
        get
        {
            lock (_gate)
                return _list?.Pins?.Arming ?? 0;
        }
    }

    /// <summary>Whether the portal has said that a PIN is over, used or taken back.</summary>
    public bool HasEnded(OfflinePin pin)
    {
        lock (_gate)
            return _list?.Pins?.Ended.Contains(pin.ToString(), StringComparer.Ordinal) == true;
    }

    /// <summary>A line is being opened, at this moment of the monotonic clock.</summary>
    public void Connect(long asked)
    {
        lock (_gate)
            (_heardAt, _unsaid) = (asked, null);
    }

    /// <summary>The portal has sent a list: it takes the place of the last.</summary>
    public void Take(SyncGrants list)
    {
        lock (_gate)
        {
            (_list, _unsaid) = (list, list.Version);
            (_leasedFrom, _lease) = (_heardAt, TimeSpan.FromSeconds(list.LeaseSeconds));
        }
    }

    /// <summary>The portal has been told that this version is held.</summary>
    public void Say(long version)
    {
        lock (_gate)
            _unsaid = _unsaid == version ? null : _unsaid;
    }

    /// <summary>The portal has answered a heartbeat that was sent at this moment of the monotonic clock.</summary>
    /// <param name="asked">When it was sent.</param>
    /// <param name="leaseSeconds">Null: the lease is not renewed.</param>
    public void Renew(long asked, int? leaseSeconds)
    {
        lock (_gate)
        {
            _heardAt = asked;
            if (leaseSeconds is { } seconds)
                (_leasedFrom, _lease) = (asked, TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>The device is another one.</summary>
    public void Clear()
    {
        lock (_gate)
            (_list, _unsaid) = (null, null);
    }
}
