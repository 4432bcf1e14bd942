using System.Security.Cryptography;
using System.Text;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Gateway;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>
/// The life of a link to a maker's account: asked for by an owner, said yes to on the maker's own page, taken back by an owner. What the maker
/// knows it by is sealed (S36), never shown and never logged.
/// </summary>
internal sealed class CloudLinks(Database database, LedgerWriter ledger, CloudSeal seal, DeviceReleases releases, TimeProvider time)
{
    /// <summary>How long the maker's page may stay unanswered.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>Why an owner's step-up action at an access point is not done (S25); null when it may be.</summary>
    public async Task<AccessOutcome?> RefuseAsync(
        AccountId? account, bool isFresh, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var at = await database.ReadAsync(connection => AccessPointStore.FindRole(connection, account, accessPoint), cancellationToken);
        return at switch
        {
            null => AccessOutcome.NotFound,
            { Role: not MemberRole.Owner } => AccessOutcome.NotAllowed,
            _ => isFresh ? null : AccessOutcome.SignInAgain,
        };
    }

    /// <summary>Those that wait for the owner's yes, or for the maker's.</summary>
    public Task<IReadOnlyList<CloudLinkRow>> WaitingAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(CloudStore.Waiting, cancellationToken);

    /// <summary>What the maker knows the question or the account by.</summary>
    public string Open(CloudLinkRow link) => seal.Open(link.Sealed);

    /// <summary>Keeps the question until the owner has said yes at the maker.</summary>
    public Task AskAsync(LiveSession by, AccessPointId accessPoint, CloudMaker maker, string question, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var asked = seal.Close(question);
        return database.WriteAsync(
            tx =>
            {
                if (AccessPointStore.FindRole(tx.Connection, by.AccountId, accessPoint) is not { } at)
                    return;
                CloudStore.Ask(tx, new CloudLinkRow
                {
                    Id = PortalId.New<CloudLinkId>(now),
                    HouseholdId = at.Household,
                    Cloud = Words.Of(maker),
                    Sealed = asked,
                    AskedBy = by.AccountId,
                    AskedIn = by.Id,
                    AskedAt = now,
                });
            },
            cancellationToken);
    }

    /// <summary>
    /// The owner said yes: the account is the household's. Where it was that already, it goes on under the older link; where it is another's,
    /// nothing is kept, and the answer is false.
    /// </summary>
    /// <param name="link">The question.</param>
    /// <param name="makersAccount">What the maker knows the account by.</param>
    /// <param name="keep">Keeps what goes with the account, in the same transaction.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<bool> FinishAsync(CloudLinkRow link, string makersAccount, Action<Transaction> keep, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (closed, hash) = (seal.Close(makersAccount), SHA256.HashData(Encoding.UTF8.GetBytes(makersAccount)));
        return database.WriteAsync(
            tx =>
            {
                if (!CloudStore.Finish(tx, link.Id, closed, hash))
                {
                    CloudStore.Delete(tx, link.Id);
                    if (!CloudStore.HasAccount(tx, link, hash))
                        return false;
                }

                keep(tx);
                ledger.Append(tx, now, Entry(EntryKinds.CloudLinked, link, link.AskedBy, now));
                return true;
            },
            cancellationToken);
    }

    /// <summary>Its devices are released, and nothing is asked through it from the commit on.</summary>
    public async Task<AccessOutcome> UnlinkAsync(AccountId? account, bool isFresh, CloudLinkId id, CancellationToken cancellationToken)
    {
        if (account is not { } by || await database.ReadAsync(connection => CloudStore.Find(connection, by, id), cancellationToken) is not { } link)
            return AccessOutcome.NotFound;
        if (!link.IsOwners)
            return AccessOutcome.NotAllowed;
        if (!isFresh)
            return AccessOutcome.SignInAgain;
        foreach (var device in await database.ReadAsync(connection => CloudStore.DevicesOf(connection, id), cancellationToken))
            await releases.ReleaseAsync(by, isFresh, device, cancellationToken);
        await database.WriteAsync(tx => End(tx, by, id), cancellationToken);
        return AccessOutcome.Done;
    }

    /// <summary>A code of ours may still open a lock of this account.</summary>
    public Task<bool> HasCodesAsync(CloudLinkId link, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(connection => CloudStore.HasCodes(connection, link, now), cancellationToken);
    }

    /// <summary>Nothing of it is kept.</summary>
    public Task ForgetAsync(CloudLinkId link, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => CloudStore.Delete(tx, link), cancellationToken);

    private void End(Transaction tx, AccountId by, CloudLinkId id)
    {
        var now = time.GetUtcNow();
        switch (CloudStore.Find(tx.Connection, by, id))
        {
            case { LinkState: CloudLinkState.Asked }:
                CloudStore.Delete(tx, id);
                break;
            case { LinkState: CloudLinkState.Linked } link:
                CloudStore.End(tx, id);
                ledger.Append(tx, now, Entry(EntryKinds.CloudUnlinked, link, by, now));
                break;
        }
    }

    private static NewEntry Entry(string kind, CloudLinkRow link, AccountId by, DateTimeOffset now) => new()
    {
        Kind = kind,
        Actor = new Actor(ActorKind.Account, by.Value),
        At = now,
        Household = link.HouseholdId,
        Data = LedgerData.Of(new { maker = link.Maker }),
    };
}
