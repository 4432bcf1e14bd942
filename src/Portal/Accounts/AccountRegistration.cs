using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Makes accounts: a newcomer with the own household, and staff. Fields are checked by <see cref="AccountRules"/> before.</summary>
internal sealed class AccountRegistration(
    Database database, LedgerWriter ledger, Passwords passwords, ILookupNormalizer names, TimeProvider time)
{
    /// <summary>The account, its household and the owner's membership in one transaction; null when the address is taken.</summary>
    public async Task<NewOwner?> RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        var account = await NewAccountAsync(registration.Name, registration.Email, registration.Password, cancellationToken);
        var household = PortalId.New<HouseholdId>(account.CreatedAt);
        return await database.WriteAsync(
            tx =>
            {
                if (!AccountStore.TryInsert(tx, account))
                    return null;
                HouseholdStore.Insert(tx, household, registration.Household.Trim(), registration.TimeZone, account.CreatedAt);
                HouseholdStore.InsertMember(tx, household, account.Id, MemberRole.Owner, account.CreatedAt);
                ledger.Append(
                    tx,
                    account.CreatedAt,
                    [
                        Entry(EntryKinds.HouseholdCreated, account, household, new { }),
                        Joined(account, household, MemberRole.Owner),
                    ]);
                return new NewOwner(account.Id, household);
            },
            cancellationToken);
    }

    /// <summary>An account that has no household yet, for whoever was invited to one; null when the address is taken.</summary>
    public async Task<AccountId?> RegisterInvitedAsync(Registration registration, CancellationToken cancellationToken)
    {
        var account = await NewAccountAsync(registration.Name, registration.Email, registration.Password, cancellationToken);
        return await database.WriteAsync<AccountId?>(
            tx =>
            {
                if (!AccountStore.TryInsert(tx, account))
                    return null;
                ledger.Append(tx, account.CreatedAt, Entry(EntryKinds.AccountRegistered, account, null, new { account = account.Id.Value }));
                return account.Id;
            },
            cancellationToken);
    }

    /// <summary>An account that joins a household which is there; null when the address is taken.</summary>
    public async Task<AccountId?> AddMemberAsync(
        HouseholdId household, MemberRole role, string name, string email, string password, CancellationToken cancellationToken)
    {
        var account = await NewAccountAsync(name, email, password, cancellationToken);
        return await database.WriteAsync<AccountId?>(
            tx =>
            {
                if (!AccountStore.TryInsert(tx, account))
                    return null;
                HouseholdStore.InsertMember(tx, household, account.Id, role, account.CreatedAt);
                ledger.Append(tx, account.CreatedAt, Joined(account, household, role));
                return account.Id;
            },
            cancellationToken);
    }

    /// <summary>An account of the portal's own people; null when the address is taken.</summary>
    public async Task<AccountId?> AddStaffAsync(
        string name, string email, string password, StaffRole role, CancellationToken cancellationToken)
    {
        var account = await NewAccountAsync(name, email, password, cancellationToken);
        return await database.WriteAsync(tx => TryInsertStaff(tx, account, role) ? account.Id : (AccountId?)null, cancellationToken);
    }

    /// <summary>The first operator: the link is used up in the same transaction; false when it is no longer open.</summary>
    public async Task<FirstOperator> SetUpOperatorAsync(OperatorSetup setup, CancellationToken cancellationToken)
    {
        var account = await NewAccountAsync(setup.Name, setup.Email, setup.Password, cancellationToken);
        return await database.WriteAsync(
            tx =>
            {
                if (!SetupLinkStore.IsOpen(tx.Connection, setup.Token, account.CreatedAt))
                    return FirstOperator.LinkClosed;
                if (!TryInsertStaff(tx, account, StaffRole.Operator))
                    return FirstOperator.EmailTaken;
                SetupLinkStore.Use(tx, setup.Token, account.CreatedAt);
                return FirstOperator.Made;
            },
            cancellationToken);
    }

    private bool TryInsertStaff(Transaction tx, Account account, StaffRole role)
    {
        if (!AccountStore.TryInsert(tx, account))
            return false;
        AccountStore.InsertRole(tx, account.Id, role, account.CreatedAt);
        ledger.Append(
            tx,
            account.CreatedAt,
            Entry(EntryKinds.AccountRegistered, account, null, new { account = account.Id.Value, role = Words.Of(role) }) with
            {
                Actor = Actor.Portal,
            });
        return true;
    }

    private async Task<Account> NewAccountAsync(string name, string email, string password, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return new Account
        {
            Id = PortalId.New<AccountId>(now),
            Name = name.Trim(),
            Email = email,
            EmailNormalized = names.NormalizeEmail(email) ?? "",
            PasswordHash = await passwords.HashAsync(password, cancellationToken),
            SecurityStamp = Secrets.New(),
            ConcurrencyStamp = Secrets.New(),
            CreatedAt = now,
            Language = Languages.Asked,
        };
    }

    private static NewEntry Joined(Account account, HouseholdId household, MemberRole role) =>
        Entry(EntryKinds.MemberJoined, account, household, new { account = account.Id.Value, role = Words.Of(role) });

    private static NewEntry Entry(string kind, Account account, HouseholdId? household, object data) => new()
    {
        Kind = kind,
        Actor = new Actor(ActorKind.Account, account.Id.Value),
        At = account.CreatedAt,
        Household = household,
        Data = JsonSerializer.Serialize(data),
    };
}

/// <summary>A newcomer and the household that was made with the account.</summary>
internal sealed record NewOwner(AccountId Account, HouseholdId Household);

/// <summary>What became of the operator's first start.</summary>
internal enum FirstOperator
{
    Made,
    EmailTaken,
    LinkClosed,
}
