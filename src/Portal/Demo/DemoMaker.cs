using Portal.Access;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Operator;

namespace Portal.Demo;

/// <summary>Makes the people, places and carrier of the demo, by the use cases that everybody else's are made by.</summary>
internal sealed class DemoMaker(AccountRegistration accounts, EmailAddresses addresses, AccessPoints points, CarrierRegister carriers)
{
    private static readonly TimeSpan KeyLasts = TimeSpan.FromDays(365);

    /// <summary>Null: the owner's address is taken, so there is a demo already.</summary>
    public async Task<DemoBook?> MakeAsync(string password, string key, CancellationToken cancellationToken)
    {
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
        await VouchAsync(owner.Account, DemoPeople.Owner, cancellationToken);
        await AddMemberAsync(owner, DemoPeople.Approver, MemberRole.Approver, password, cancellationToken);
        await AddMemberAsync(owner, DemoPeople.Viewer, MemberRole.Viewer, password, cancellationToken);
        await AddStaffAsync(DemoPeople.Support, StaffRole.Support, password, cancellationToken);
        var staff = await AddStaffAsync(DemoPeople.Operator, StaffRole.Operator, password, cancellationToken);
        var carrier = await carriers.RegisterAsync(staff, DemoPeople.Carrier, cancellationToken)
            ?? throw new InvalidOperationException($"A carrier named {DemoPeople.Carrier} is there already.");
        Expect(await carriers.VerifyAsync(staff, carrier, cancellationToken));
        Expect(await carriers.SetPhoneAsync(staff, carrier, DemoPeople.CarrierPhone, cancellationToken));
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

    public async Task IssueKeyAsync(AccountId staff, CarrierId carrier, string key, CancellationToken cancellationToken) =>
        Expect(await carriers.IssueKeyAsync(staff, carrier, CarrierKey.From(key), CarrierScopes.All, KeyLasts, cancellationToken));

    private async Task AddMemberAsync(
        NewOwner owner, DemoPerson person, MemberRole role, string password, CancellationToken cancellationToken)
    {
        var account = await accounts.AddMemberAsync(owner.Household, role, person.Name, person.Email, password, cancellationToken)
            ?? throw Taken(person);
        await VouchAsync(account, person, cancellationToken);
    }

    // Where a mail server is set, the demo's mail is to be seen there.
    private async Task VouchAsync(AccountId account, DemoPerson person, CancellationToken cancellationToken)
    {
        if (!await addresses.VouchAsync(account, person.Email, cancellationToken))
            throw Taken(person);
    }

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

    private static void Expect(OperatorOutcome outcome)
    {
        if (outcome != OperatorOutcome.Done)
            throw new InvalidOperationException($"The demo's carrier was refused: {outcome}.");
    }

    private static InvalidOperationException Taken(DemoPerson person) => new($"{person.Email} is taken by somebody else.");
}
