using System.Security.Cryptography;
using Portal.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>
/// The keys that a device's events may be signed with, by their epoch: the one of now, and those before it. Each is opened when it is first
/// asked for, by the one thread that reads the device's messages: many a line only beats.
/// </summary>
internal sealed class DeviceKeys(EnrolledDevice device) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, ECDsa> _open = [];
    private bool _isOver;

    /// <summary>The key of an epoch; null where the device had none then. What is stored was checked to be one.</summary>
    public ECDsa? Find(int epoch)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(epoch, out var known))
                return known;
            if (_isOver || Stored(epoch) is not { } stored || !stored.TryOpen(out var key))
                return null;
            _open.Add(epoch, key);
            return key;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (var key in _open.Values)
                key.Dispose();
        }
    }

    private PublicKeyJwk? Stored(int epoch) => epoch == device.Epoch ? device.PublicKey : device.FormerKeys.GetValueOrDefault(epoch);
}
