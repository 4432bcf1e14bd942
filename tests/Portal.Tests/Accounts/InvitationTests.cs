using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Who joins a household by a link, and who does not.</summary>
public sealed class InvitationTests : IAsyncLifetime
{
    private const string Otto = "otto@example.com";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _mara = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _mara = await _host.AddOwnerAsync("mara@example.com", Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Link_FollowedByAMemberOfAnother_JoinsByAPressAndWorksOnce()
    {
        var otto = (await _host.AddOwnerAsync(Otto, Stop)).Account;
        await _host.AddOwnerAsync("nora@example.com", Stop);
        var link = await InviteAsync(MemberRole.Approver);
        using var visitor = await _host.SignInAsync(Otto, Stop);

        using var page = await TakeAsync(visitor, link);
        Assert.Equal(["mara@example.com"], (await MembersAsync()).Select(EmailOf));
        Assert.Contains("Join as Mara", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using var joined = await visitor.SubmitAsync("/join", [], Stop);
        using var second = await TakeAsync(await _host.SignInAsync("nora@example.com", Stop), link);

        Assert.EndsWith("/household", joined.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(MemberRole.Approver, (await MembersAsync()).Single(one => one.Id == otto).Role);
        Assert.Contains("This invitation has ended", await second.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var entry = (await EntriesAsync())[^1];
        Assert.Equal((EntryKinds.MemberJoined, otto.Value), (entry.Kind, entry.Actor.Id));
    }

    [Fact]
    public async Task Link_FollowedByANewcomer_MakesAnAccountWithoutAHouseholdOfItsOwn()
    {
        var link = await InviteAsync(MemberRole.Viewer);
        using var visitor = _host.NewVisitor();
        using (await TakeAsync(visitor, link))
        {
            // The link waits in a cookie now.
        }

        using var registered = await visitor.SubmitAsync(
            "/register?returnUrl=%2Fjoin", [new("Form.Name", "Otto"), new("Form.Email", Otto), new("Form.Password", People.Password)], Stop);
        using var signedIn = await visitor.TrySignInAsync(Otto, People.Password, Stop);
        using var joined = await visitor.SubmitAsync("/join", [], Stop);

        Assert.Contains("registered=true&returnUrl=%2Fjoin", registered.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("/household", joined.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var page = await visitor.GetAsync("/household", Stop);
        Assert.Contains("Household of mara@example.com", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(1, await _host.Get<Database>().ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM household"), Stop));
    }

    [Fact]
    public async Task S32_Link_Loaded_ShowsItselfAndChangesNothing()
    {
        await _host.AddOwnerAsync(Otto, Stop);
        var link = await InviteAsync(MemberRole.Owner);
        using var visitor = await _host.SignInAsync(Otto, Stop);

        using var shown = await visitor.GetAsync(link, Stop);

        Assert.Contains("Household of mara@example.com", await shown.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Single(await MembersAsync());
    }

    [Fact]
    public async Task Link_AWeekLater_OrTakenBack_OrOfWhoeverOwnsNoMore_HasEnded()
    {
        var jonas = (await _host.AddOwnerAsync("jonas@example.com", Stop)).Account;
        await _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, _mara.Household, jonas, MemberRole.Owner, _time.GetUtcNow()), Stop);
        var old = await InviteAsync(MemberRole.Viewer);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(1));
        var taken = await InviteAsync(MemberRole.Viewer);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(1));
        var byJonas = await InviteAsync(MemberRole.Viewer, jonas);
        var waiting = (await ListAsync()).Invitations;
        Assert.Equal(MemberOutcome.Done, await _host.Get<Invitations>().RevokeAsync(_mara.Account, _mara.Household, waiting[1].Id, Stop));
        await _host.Get<Members>().ChangeRoleAsync(new MemberChange(_mara.Account, IsFresh: true, _mara.Household, jonas), MemberRole.Viewer, Stop);

        Assert.True(await IsOpenAsync(old));
        Assert.False(await IsOpenAsync(taken));
        Assert.False(await IsOpenAsync(byJonas));
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(7));
        Assert.False(await IsOpenAsync(old));
    }

    [Fact]
    public async Task S24_Link_OfWhoeverRecoveredSince_HasEndedForGood()
    {
        var link = await InviteAsync(MemberRole.Owner);

        await _host.RecoverAsync(_mara.Account, Stop);

        Assert.False(await IsOpenAsync(link));
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromHours(24));
        Assert.False(await IsOpenAsync(link));
    }

    [Fact]
    public async Task S24_Link_OfWhoeverIsHeld_TakesNobodyInUntilThen()
    {
        var otto = (await _host.AddOwnerAsync(Otto, Stop)).Account;
        var token = (await InviteAsync(MemberRole.Owner)).Split('/')[^1];
        await _host.Get<Database>().WriteAsync(tx => UnlockHolds.Begin(tx, _mara.Account, _time.GetUtcNow()), Stop);

        Assert.Equal(JoinOutcome.Gone, await _host.Get<Invitations>().AcceptAsync(otto, token, Stop));
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromHours(24));
        Assert.Equal(JoinOutcome.Joined, await _host.Get<Invitations>().AcceptAsync(otto, token, Stop));
    }

    [Fact]
    public async Task Link_FollowedByAMemberOrByStaff_StaysForSomebodyElse()
    {
        var sam = await _host.AddStaffAsync("sam@example.com", StaffRole.Support, Stop);
        var link = await InviteAsync(MemberRole.Viewer);
        var token = link.Split('/')[^1];

        Assert.Equal(JoinOutcome.Already, await _host.Get<Invitations>().AcceptAsync(_mara.Account, token, Stop));
        Assert.Equal(JoinOutcome.NotAllowed, await _host.Get<Invitations>().AcceptAsync(sam, token, Stop));
        Assert.Equal(JoinOutcome.NotAllowed, await _host.Get<Invitations>().AcceptAsync(null, token, Stop));
        Assert.True(await IsOpenAsync(link));
    }

    [Fact]
    public async Task S25_Invite_ByWhoeverMayNot_MakesNoLink()
    {
        var invitations = _host.Get<Invitations>();
        var stranger = (await _host.AddOwnerAsync(Otto, Stop)).Account;
        var jonas = (await _host.AddOwnerAsync("jonas@example.com", Stop)).Account;
        await _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, _mara.Household, jonas, MemberRole.Approver, _time.GetUtcNow()), Stop);

        Assert.Equal((MemberOutcome.SignInAgain, null), await invitations.MakeAsync(_mara.Account, isFresh: false, _mara.Household, MemberRole.Owner, Stop));
        Assert.Equal((MemberOutcome.NotAllowed, null), await invitations.MakeAsync(jonas, isFresh: true, _mara.Household, MemberRole.Owner, Stop));
        Assert.Equal((MemberOutcome.NotFound, null), await invitations.MakeAsync(stranger, isFresh: true, _mara.Household, MemberRole.Owner, Stop));
        Assert.Equal((MemberOutcome.NotFound, null), await invitations.MakeAsync(null, isFresh: true, _mara.Household, MemberRole.Owner, Stop));
        Assert.Empty((await ListAsync()).Invitations);
    }

    [Fact]
    public async Task S35_Invitations_ThatWait_HaveABound()
    {
        for (var made = 0; made < 20; made++)
            await InviteAsync(MemberRole.Viewer);

        Assert.Equal(
            (MemberOutcome.TooMany, null),
            await _host.Get<Invitations>().MakeAsync(_mara.Account, isFresh: true, _mara.Household, MemberRole.Viewer, Stop));
    }

    [Fact]
    public async Task S36_DatabaseFiles_HoldNoLink()
    {
        var link = await InviteAsync(MemberRole.Viewer);

        Assert.False(_host.DatabaseHolds(link.Split('/')[^1]));
    }

    private async Task<string> InviteAsync(MemberRole role, AccountId? by = null)
    {
        await using var page = await _host.OpenPageAsync(by ?? _mara.Account, Stop);
        var made = await page.ServiceProvider.GetRequiredService<IInvitations>().MakeAsync(_mara.Household, role, Stop);
        return new Uri(Required.Of(made.Link)).AbsolutePath;
    }

    private static async Task<HttpResponseMessage> TakeAsync(HttpVisitor visitor, string link)
    {
        using var taken = await visitor.SubmitAsync(link, [], Stop);
        Assert.DoesNotContain(link.Split('/')[^1], taken.Headers.Location?.OriginalString ?? "", StringComparison.Ordinal);
        return await visitor.GetAsync("/join", Stop);
    }

    private async Task<bool> IsOpenAsync(string link) => await _host.Get<Invitations>().FindAsync(link.Split('/')[^1], Stop) is not null;

    private async Task<MembersView> ListAsync()
    {
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        return (await page.ServiceProvider.GetRequiredService<IHouseholdMembers>().ListAsync(Stop)).Single();
    }

    private async Task<IReadOnlyList<MemberView>> MembersAsync() => (await ListAsync()).Members;

    private string EmailOf(MemberView member) => member.Id == _mara.Account ? "mara@example.com" : "somebody";

    private Task<IReadOnlyList<LedgerEntry>> EntriesAsync() => _host.Get<Database>().ReadAsync(
        connection => LedgerReader.Read(connection, "body.household_id = @Household ORDER BY body.position", new { _mara.Household }), Stop);
}
