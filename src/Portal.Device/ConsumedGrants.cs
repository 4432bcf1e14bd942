using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// The grants whose one opening was had here (S10): on the disk before the bolt moves, and until a day after the end of their window. A
/// crash between this note and the bolt spends the grant and leaves it locked.
/// </summary>
internal sealed class ConsumedGrants
{
    private static readonly TimeSpan KeptAfterWindow = TimeSpan.FromHours(24);

    private readonly string _path;
    private readonly Lock _gate = new();
    private readonly List<ConsumedGrant> _known;

    public ConsumedGrants(string path)
    {
        _path = path;
        _known = File.Exists(_path) ? JsonSerializer.Deserialize<List<ConsumedGrant>>(File.ReadAllBytes(_path), GatewayJson.Options) ?? [] : [];
    }

    /// <summary>Uses that were noted and not told yet: a crash came in between.</summary>
    public IReadOnlyList<ConsumedGrant> Untold
    {
        get
        {
            lock (_gate)
                return [.. _known.Where(consumed => consumed.Attempt is not null)];
        }
    }

    /// <summary>Notes durably that a grant is consumed; false where it was before.</summary>
    /// <exception cref="IOException">It could not be noted: nothing may open.</exception>
    public bool TryConsume(ConsumedGrant consumed, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_known.Exists(known => known.Key == consumed.Key))
                return false;
            _known.RemoveAll(known => known.NotAfter + KeptAfterWindow <= now);
            _known.Add(consumed);
            SaveLocked();
            return true;
        }
    }

    /// <summary>What was told need not be told again.</summary>
    public void Tell(string key)
    {
        lock (_gate)
        {
            var place = _known.FindIndex(known => known.Key == key);
            if (place < 0)
                return;
            _known[place] = _known[place] with { Attempt = null };
            SaveLocked();
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _known.Clear();
            DurableFile.Remove(_path);
        }
    }

    private void SaveLocked() => DurableFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(_known, GatewayJson.Options));
}

/// <summary>A grant that was used here.</summary>
/// <param name="Key">The grant's id, or <c>t0/d/c</c> of a PIN.</param>
/// <param name="NotAfter">End of its window.</param>
/// <param name="Attempt">The use that the portal has to be told of; null where it knows.</param>
internal sealed record ConsumedGrant(string Key, DateTimeOffset NotAfter, OfflineAttempt? Attempt = null);

/// <summary>The use of a grant without the portal.</summary>
/// <param name="At">When, on the device's clock.</param>
/// <param name="Data">What the event says of it.</param>
internal sealed record OfflineAttempt(DateTimeOffset At, string Data);
