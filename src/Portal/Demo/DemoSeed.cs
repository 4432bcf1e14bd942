using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Operator;

namespace Portal.Demo;

/// <summary>
/// Makes the people, places and carrier of the demo at the first start, by the use cases that everybody else's are made by, and finds
/// them again at later ones.
/// </summary>
internal sealed class DemoSeed(
    AccountRegistration accounts, AccessPoints points, CarrierRegister carriers, DemoFolder folder, IOptions<DemoOptions> options,
    IServiceScopeFactory scopes)
{
    private static readonly TimeSpan KeyLasts = TimeSpan.FromDays(365);

    /// <summary>The demo of this database, with the password and the key that the settings want. Null: it has one whose folder is gone.</summary>
    public async Task<DemoBook?> OpenAsync(CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await folder.ReadAsync(cancellationToken) is { } book && await users.FindByIdAsync(book.Owner.Value) is not null)
            return await KeepAsync(book, users, cancellationToken);

        // A folder without its people is of a database that is gone.
        folder.Clear();
        if (await MakeAsync(cancellationToken) is not { } made)
            return null;
        await folder.WriteAsync(made, cancellationToken);
        return made;
    }

    private async Task<DemoBook?> MakeAsync(CancellationToken cancellationToken)
    {
        var password = options.Value.Password ?? Secrets.New();
        var key = options.Value.CarrierKey ?? CarrierKey.New().Text;
        var owner = await accounts.RegisterAsync(
            new Registration
            {
                Name = DemoPeople.Owner.Name,
                Email = DemoPeople.Owner.Email,
                Password = password,
                Household = DemoPeople.Household,
                TimeZone = DemoPeople.TimeZone,
            },
            cancellationToken);
        if (owner is null)
            return null;
        await AddMemberAsync(owner, DemoPeople.Approver, MemberRole.Approver, password, cancellationToken);
        await AddMemberAsync(owner, DemoPeople.Viewer, MemberRole.Viewer, password, cancellationToken);
        await AddStaffAsync(DemoPeople.Support, StaffRole.Support, password, cancellationToken);
        var staff = await AddStaffAsync(DemoPeople.Operator, StaffRole.Operator, password, cancellationToken);
        var carrier = await carriers.RegisterAsync(staff, DemoPeople.Carrier, cancellationToken)
            ?? throw new InvalidOperationException($"A carrier named {DemoPeople.Carrier} is there already.");
        Expect(await carriers.VerifyAsync(staff, carrier, cancellationToken));
        await IssueKeyAsync(staff, carrier, key, cancellationToken);
        return new DemoBook
        {
            Password = password,
            CarrierKey = key,
            Household = owner.Household,
            Owner = owner.Account,
            Operator = staff,
            Carrier = carrier,
            Spots = await AddPlacesAsync(owner.Account, cancellationToken),
        };
    }

    // Settings that changed since the last start are followed.
    private async Task<DemoBook> KeepAsync(DemoBook book, UserManager<Account> users, CancellationToken cancellationToken)
    {
        var kept = book;
        if (options.Value.Password is { } password && password != kept.Password)
        {
            foreach (var person in DemoPeople.All)
                await SetPasswordAsync(users, person, password);
            kept = kept with { Password = password };
        }

        if (options.Value.CarrierKey is { } key && key != kept.CarrierKey)
        {
            await IssueKeyAsync(kept.Operator, kept.Carrier, key, cancellationToken);
            kept = kept with { CarrierKey = key };
        }

        if (kept != book)
            await folder.WriteAsync(kept, cancellationToken);
        return kept;
    }

    private async Task AddMemberAsync(
        NewOwner owner, DemoPerson person, MemberRole role, string password, CancellationToken cancellationToken) =>
        _ = await accounts.AddMemberAsync(owner.Household, role, person.Name, person.Email, password, cancellationToken)
            ?? throw Taken(person);

    private async Task<AccountId> AddStaffAsync(DemoPerson person, StaffRole role, string password, CancellationToken cancellationToken) =>
        await accounts.AddStaffAsync(person.Name, person.Email, password, role, cancellationToken) ?? throw Taken(person);

    private async Task<IReadOnlyList<DemoSpot>> AddPlacesAsync(AccountId owner, CancellationToken cancellationToken)
    {
        var spots = new List<DemoSpot>();
        foreach (var place in DemoPlaces.All)
        {
            var outcome = await points.AddAsync(owner, place.Draft, cancellationToken);
            if (outcome.Added is not { } id || await points.FindHandleAsync(owner, id, cancellationToken) is not { } handle)
                throw new InvalidOperationException($"{place.Key} was refused: {string.Join(' ', outcome.Faults.Values)}");
            spots.Add(new DemoSpot(place.Key, id, handle));
        }

        return spots;
    }

    private async Task IssueKeyAsync(AccountId staff, CarrierId carrier, string key, CancellationToken cancellationToken) =>
        Expect(await carriers.IssueKeyAsync(staff, carrier, CarrierKey.From(key), CarrierScopes.All, KeyLasts, cancellationToken));

    private static async Task SetPasswordAsync(UserManager<Account> users, DemoPerson person, string password)
    {
        if (await users.FindByEmailAsync(person.Email) is not { } account)
            return;
        var token = await users.GeneratePasswordResetTokenAsync(account);
        var outcome = await users.ResetPasswordAsync(account, token, password);
        if (!outcome.Succeeded)
            throw new InvalidOperationException(string.Join(' ', outcome.Errors.Select(error => error.Description)));
    }

    private static void Expect(OperatorOutcome outcome)
    {
        if (outcome != OperatorOutcome.Done)
            throw new InvalidOperationException($"The demo's carrier was refused: {outcome}.");
    }

    private static InvalidOperationException Taken(DemoPerson person) => new($"{person.Email} is taken by somebody else.");
}
