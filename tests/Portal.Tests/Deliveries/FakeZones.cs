using NodaTime;

namespace Portal.Tests.Deliveries;

/// <summary>The zone rules of the data that we ship, but for one zone that a government has given an offset for ever.</summary>
internal sealed class FakeZones : IDateTimeZoneProvider
{
    private (string Zone, Offset Offset)? _decreed;

    public string VersionId => _decreed is { } one ? $"{DateTimeZoneProviders.Tzdb.VersionId}, {one.Zone} {one.Offset}" : DateTimeZoneProviders.Tzdb.VersionId;

    public System.Collections.ObjectModel.ReadOnlyCollection<string> Ids => DateTimeZoneProviders.Tzdb.Ids;

    public DateTimeZone this[string id] => _decreed is { } one && one.Zone == id ? DateTimeZone.ForOffset(one.Offset) : DateTimeZoneProviders.Tzdb[id];

    public void Decree(string zone, int hours) => _decreed = (zone, Offset.FromHours(hours));

    public void Repeal() => _decreed = null;

    public DateTimeZone GetSystemDefault() => DateTimeZone.Utc;

    public DateTimeZone? GetZoneOrNull(string id) => Ids.Contains(id) ? this[id] : null;
}
