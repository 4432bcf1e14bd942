using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>How the devices of an access point are: what they said last, what is missing of it, what of it was refused.</summary>
internal sealed class DeviceHealth(Database database, IDeviceLink link, IDeviceRefusals refusals)
{
    public async Task<IReadOnlyList<DeviceHealthView>> ListAsync(
        AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(connection => DeviceHealthStore.List(connection, account, accessPoint), cancellationToken);
        return [.. rows.Select(row => row.ToView(link.IsConnected(row.Id), refusals.CountOf(row.Id)))];
    }

    /// <summary>What the contact sensor has told since it was paired.</summary>
    public Task<ContactView?> FindContactAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => AccessPointStore.FindRole(connection, account, accessPoint) is null ? null : ContactStore.Find(connection, accessPoint),
            cancellationToken);
}
