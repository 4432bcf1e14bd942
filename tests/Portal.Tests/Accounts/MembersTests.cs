using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Who may change whom in a household, and what goes with who leaves.</summary>
public sealed class MembersTests : IAsyncLifetime
{
    private const string Joined = "jonas@example.com";
    private PortalHost _host = null!;
    private NewOwner _mara = null!;
    private AccountId _jonas;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(Stop);
        _mara = await _host.AddOwnerAsync("mara@example.com", Stop);
        _jonas = (await _host.AddOwnerAsync(Joined, Stop)).Account;
        await _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, _mara.Household, _jonas, MemberRole.Approver, TimeProvider.System.GetUtcNow()), Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task List_OfAMember_NamesEverybodyWithRoleAndSince()
    {
        var members = (await ListAsync(_jonas)).Single(one => one.Household.Id == _mara.Household).Members;

        Assert.Equal([(_mara.Account, MemberRole.Owner, false), (_jonas, MemberRole.Approver, true)], members.Select(one => (one.Id, one.Role, one.IsYou)));
    }

    [Fact]
    public async Task S16_Removed_IsSignedOutAndSeesTheHouseholdNoMore()
    {
        using var browser = await _host.SignInAsync(Joined, Stop);

        Assert.Equal(MemberOutcome.Done, await RemoveAsync(_mara.Account, _jonas));

        using var answer = await browser.GetAsync("/household", Stop);
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        Assert.DoesNotContain(await ListAsync(_jonas), one => one.Household.Id == _mara.Household);
        Assert.Equal(EntryKinds.MemberRemoved, (await EntriesAsync())[^1].Kind);
    }

    [Fact]
    public async Task S26_RoleChanged_EndsEverySessionOfThatAccountAndIsAnEntry()
    {
        using var browser = await _host.SignInAsync(Joined, Stop);
        using var mine = await _host.SignInAsync("mara@example.com", Stop);

        Assert.Equal(MemberOutcome.Done, await ChangeAsync(_mara.Account, _jonas, MemberRole.Viewer));

        using var theirs = await browser.GetAsync("/household", Stop);
        using var own = await mine.GetAsync("/household", Stop);
        Assert.Equal((System.Net.HttpStatusCode.Found, System.Net.HttpStatusCode.OK), (theirs.StatusCode, own.StatusCode));
        var entry = (await EntriesAsync())[^1];
        Assert.Equal((EntryKinds.MemberRoleChanged, new Actor(ActorKind.Account, _mara.Account.Value)), (entry.Kind, entry.Actor));
        Assert.Contains("viewer", entry.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoleChanged_ToWhatItIs_LeavesSessionsAndTheLogAlone()
    {
        using var browser = await _host.SignInAsync(Joined, Stop);
        var before = (await EntriesAsync()).Count;

        Assert.Equal(MemberOutcome.Done, await ChangeAsync(_mara.Account, _jonas, MemberRole.Approver));

        using var answer = await browser.GetAsync("/household", Stop);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task LastOwner_CanNeitherLeaveNorStepDown()
    {
        Assert.Equal(MemberOutcome.LastOwner, await RemoveAsync(_mara.Account, _mara.Account));
        Assert.Equal(MemberOutcome.LastOwner, await ChangeAsync(_mara.Account, _mara.Account, MemberRole.Approver));

        Assert.Equal(MemberOutcome.Done, await ChangeAsync(_mara.Account, _jonas, MemberRole.Owner));
        Assert.Equal(MemberOutcome.Done, await RemoveAsync(_mara.Account, _mara.Account));
    }

    [Fact]
    public async Task Change_ByWhoeverMayNot_ChangesNothing()
    {
        var stranger = (await _host.AddOwnerAsync("otto@example.com", Stop)).Account;

        Assert.Equal(MemberOutcome.NotAllowed, await RemoveAsync(_jonas, _mara.Account));
        Assert.Equal(MemberOutcome.NotAllowed, await ChangeAsync(_jonas, _jonas, MemberRole.Owner));
        Assert.Equal(MemberOutcome.NotFound, await RemoveAsync(stranger, _jonas));
        Assert.Equal(MemberOutcome.NotFound, await RemoveAsync(_mara.Account, stranger));
        Assert.Equal(MemberOutcome.NotFound, await RemoveAsync(by: null, _jonas));
        Assert.Equal(MemberOutcome.SignInAgain, await RemoveAsync(_mara.Account, _jonas, isFresh: false));

        Assert.Equal(2, (await ListAsync(_mara.Account)).Single().Members.Count);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, MemberRole.Viewer)]
    public async Task S16_WhoeverMayNoLongerShare_HoldsADeadLinkAndCode(bool isMaker, MemberRole? role)
    {
        var car = await _host.AddCarAsync(_mara.Account, Stop);
        var now = TimeProvider.System.GetUtcNow();
        var draft = new HandMadeDraft { AccessPoint = car, Description = "The florist", Start = now.AddMinutes(10), End = now.AddMinutes(70) };
        var made = (await _host.Get<HandMadeDeliveries>().MakeAsync(isMaker ? _jonas : _mara.Account, draft, Stop)).Made
            ?? throw new InvalidOperationException("Refused.");
        var held = await ShowAsync(_jonas, made) ?? throw new InvalidOperationException("Not shown.");

        Assert.Equal(
            MemberOutcome.Done, role is { } other ? await ChangeAsync(_mara.Account, _jonas, other) : await RemoveAsync(_mara.Account, _jonas));

        using var finder = _host.NewVisitor();
        using var dead = await finder.GetAsync(new Uri(held.Link).AbsolutePath, Stop);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, dead.StatusCode);
        Assert.Null(await ShowAsync(_jonas, made));
        var anew = await ShowAsync(_mara.Account, made);
        Assert.NotEqual((held.Link, held.Code), (anew?.Link, anew?.Code));
        Assert.Contains(await EntriesAsync(), entry => entry.Kind == EntryKinds.AccessRenewed && entry.DeliveryId == made);
    }

    private Task<HandMadeAccess?> ShowAsync(AccountId account, DeliveryId delivery) =>
        _host.Get<HandMadeDeliveries>().ShowAccessAsync(account, delivery, Stop);

    private Task<MemberOutcome> RemoveAsync(AccountId? by, AccountId member, bool isFresh = true) =>
        _host.Get<Members>().RemoveAsync(new MemberChange(by, isFresh, _mara.Household, member), Stop);

    private Task<MemberOutcome> ChangeAsync(AccountId by, AccountId member, MemberRole role) =>
        _host.Get<Members>().ChangeRoleAsync(new MemberChange(by, IsFresh: true, _mara.Household, member), role, Stop);

    private async Task<IReadOnlyList<MembersView>> ListAsync(AccountId account)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        return await page.ServiceProvider.GetRequiredService<IHouseholdMembers>().ListAsync(Stop);
    }

    private Task<IReadOnlyList<LedgerEntry>> EntriesAsync() => _host.Get<Database>().ReadAsync(
        connection => LedgerReader.Read(connection, "body.household_id = @Household ORDER BY body.position", new { _mara.Household }), Stop);
}
