using System.Collections.Concurrent;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>The devices for which a maker's cloud speaks, as they stand in the database: one line each.</summary>
internal sealed class CloudLines(Database database, CloudSeal seal, MakerClouds clouds)
{
    // One for each such device that is paired; what is released goes at the next look.
    private readonly ConcurrentDictionary<DeviceId, CloudLine> _lines = new();

    /// <summary>Null for a device that speaks for itself, and for one that is not paired.</summary>
    public CloudLine? Find(DeviceId device) => _lines.GetValueOrDefault(device);

    /// <summary>Those that are to be asked about now.</summary>
    public IReadOnlyList<CloudLine> Due(DateTimeOffset now) => [.. _lines.Values.Where(line => line.IsDue(now))];

    /// <summary>Has a device asked about at once, where it is one of ours.</summary>
    public void Wake(CloudMaker maker, string makersId)
    {
        foreach (var line in _lines.Values.Where(line => line.Cloud.Maker == maker && line.MakersId == makersId))
            line.AskAgain(DateTimeOffset.MinValue);
    }

    /// <summary>Takes in what was paired, and lets go of what no longer is.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (clouds.Offered.Count == 0)
            return;
        var rows = await database.ReadAsync(CloudStore.Devices, cancellationToken);
        foreach (var row in rows)
        {
            if (!_lines.ContainsKey(row.DeviceId) && clouds.Find(row.Maker) is { } cloud)
                _lines.TryAdd(row.DeviceId, new CloudLine(row.DeviceId, cloud, seal.Open(row.Sealed), row.MakersId));
        }

        var paired = rows.Select(row => row.DeviceId).ToHashSet();
        foreach (var gone in _lines.Keys.Where(device => !paired.Contains(device)))
            _lines.TryRemove(gone, out _);
    }
}
