using System.Buffers;
using System.Data.Common;
using System.Security.Cryptography;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Codes that stand in a maker's lock and open without us: offline authority, off until an owner switched it on (S14). What should be in the
/// lock is worked out anew each time from the grants; what may be in it is a row from before the maker is asked until the maker no longer
/// lists it. A code covers at most 2 h, as a PIN does: while the lock is away it cannot be taken back.
/// </summary>
internal sealed class MakerCodes(Database database, LedgerWriter ledger, GrantCodes codes, TrustedClock clock)
{
    public static readonly TimeSpan LongestWindow = TimeSpan.FromHours(2);

    private const string NameStart = "Portal ";
    private const int NameLetters = 10;

    /// <summary>Not a word: no list of a maker has it by chance.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly SearchValues<char> AnyLetter = SearchValues.Create(Letters);

    /// <summary>The maker may list a code of ours that we no longer know of.</summary>
    public static bool IsOurName(string? name) =>
        name is not null && name.StartsWith(NameStart, StringComparison.Ordinal) && name.Length == NameStart.Length + NameLetters
        && !name.AsSpan(NameStart.Length).ContainsAnyExcept(AnyLetter);

    /// <summary>The codes of a device that are to be in its lock, or are not surely out of it; what no longer should be is ending.</summary>
    public async Task<IReadOnlyList<MakerCode>> PlanAsync(DeviceId device, CancellationToken cancellationToken)
    {
        var (now, isUnsure) = clock.Read();
        var plan = await database.ReadAsync(connection => Plan.Of(connection, device, now), cancellationToken);
        if (plan.Ending.Count == 0 && (isUnsure || plan.Missing.Count == 0))
            return plan.Left;
        return await database.WriteAsync(
            tx =>
            {
                var again = Plan.Of(tx.Connection, device, now);
                foreach (var code in again.Ending)
                    MakerCodeStore.End(tx, code.Name, now);
                // While our clock is unsure nothing new is authorised (S19).
                foreach (var grant in isUnsure ? [] : again.Missing)
                    MakerCodeStore.Add(tx, device, NameStart + RandomNumberGenerator.GetString(Letters, NameLetters), grant);
                return MakerCodeStore.Left(tx.Connection, device);
            },
            cancellationToken);
    }

    /// <summary>The code itself, on its way to the maker: an entry (S12), and from now on it may open. Null: it should no longer be there.</summary>
    public Task<string?> HandOverAsync(DeviceId device, string name, CancellationToken cancellationToken)
    {
        var (now, isUnsure) = clock.Read();
        return database.WriteAsync(
            tx =>
            {
                if (isUnsure || Plan.Of(tx.Connection, device, now).Wanted(name) is not { } wanted)
                    return null;
                if (wanted.Code.AskedAt is null)
                    Enter(tx, EntryKinds.MakerCodeAsked, device, wanted.Code, now);
                MakerCodeStore.Asked(tx, device, wanted.Code, now);
                return codes.Of(wanted.Grant);
            },
            cancellationToken);
    }

    /// <summary>The maker has told what it calls it.</summary>
    public Task NameAsync(string name, string makersId, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => MakerCodeStore.Named(tx, name, makersId), cancellationToken);

    /// <summary>The maker says that the lock has it.</summary>
    public Task HoldAsync(DeviceId device, string name, CancellationToken cancellationToken) => ChangeAsync(
        name,
        (tx, code, now) =>
        {
            if (MakerCodeStore.Held(tx, name, now))
                Enter(tx, EntryKinds.MakerCodeHeld, device, code, now);
        },
        cancellationToken);

    /// <summary>The maker does not list it: it opens nothing any more.</summary>
    public Task RemoveAsync(DeviceId device, string name, CancellationToken cancellationToken) => ChangeAsync(
        name,
        (tx, code, now) =>
        {
            if (code.AskedAt is null)
                MakerCodeStore.Drop(tx, name);
            else if (MakerCodeStore.Removed(tx, device, code, now))
                Enter(tx, EntryKinds.MakerCodeRemoved, device, code, now);
        },
        cancellationToken);

    private Task ChangeAsync(string name, Action<Transaction, MakerCode, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        var now = clock.Read().Now;
        return database.WriteAsync(
            tx =>
            {
                if (MakerCodeStore.Find(tx.Connection, name) is { } code)
                    change(tx, code, now);
            },
            cancellationToken);
    }

    private void Enter(Transaction tx, string kind, DeviceId device, MakerCode code, DateTimeOffset now)
    {
        if (GrantStore.Find(tx.Connection, code.GrantId) is not { } grant)
            return;
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = Actor.Portal,
            At = now,
            Household = grant.HouseholdId,
            AccessPoint = grant.AccessPointId,
            Device = device,
            Delivery = grant.DeliveryId,
            Data = LedgerData.Of(new { grant = grant.Id }),
        });
    }

    /// <summary>What is left in the lock, compared with what should be in it.</summary>
    private sealed record Plan(IReadOnlyList<MakerCode> Left, IReadOnlyList<GrantRow> Grants)
    {
        public List<MakerCode> Ending => [.. Left.Where(code => !code.IsEnding && !Grants.Any(code.IsOf))];

        public List<GrantRow> Missing => [.. Grants.Where(grant => !Left.Any(code => !code.IsEnding && code.IsOf(grant)))];

        public static Plan Of(DbConnection connection, DeviceId id, DateTimeOffset now)
        {
            var grants = MakerCodeStore.FindDevice(connection, id) is { Mode: OfflineMode.Synced } device
                ? OfflineStore.GrantsFor(connection, device, now, now + OfflineLists.Ahead).Where(grant => grant.NotAfter - grant.NotBefore <= LongestWindow)
                : [];
            return new Plan(MakerCodeStore.Left(connection, id), [.. grants]);
        }

        public (MakerCode Code, GrantRow Grant)? Wanted(string name) =>
            Left.FirstOrDefault(code => code.Name == name && !code.IsEnding) is { } code && Grants.FirstOrDefault(code.IsOf) is { } grant
                ? (code, grant)
                : null;
    }
}
