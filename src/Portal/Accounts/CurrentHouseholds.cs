using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The households of whoever asks.</summary>
internal sealed class CurrentHouseholds(CurrentMember member, Database database)
{
    public async Task<IReadOnlyList<HouseholdView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => HouseholdStore.Of(connection, account), cancellationToken);
    }
}
