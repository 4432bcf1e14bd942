using System.Security.Cryptography;
using Portal.Access;

namespace Portal.Gateway;

/// <summary>The keys that a device's events may be signed with, by their epoch: the one of now, and those before it.</summary>
internal sealed class DeviceKeys : IDisposable
{
    private readonly Dictionary<int, ECDsa> _byEpoch = [];

    /// <summary>Opens the keys of a device; what is stored was checked to be one each.</summary>
    public static DeviceKeys Of(EnrolledDevice device)
    {
        var keys = new DeviceKeys();
        foreach (var (epoch, stored) in device.FormerKeys.Append(KeyValuePair.Create(device.Epoch, device.PublicKey)))
        {
            if (stored.TryOpen(out var key))
                keys._byEpoch[epoch] = key;
        }

        return keys;
    }

    public ECDsa? Find(int epoch) => _byEpoch.GetValueOrDefault(epoch);

    public void Dispose()
    {
        foreach (var key in _byEpoch.Values)
            key.Dispose();
    }
}
