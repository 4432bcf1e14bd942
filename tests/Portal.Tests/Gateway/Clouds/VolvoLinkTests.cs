using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Access;
using Portal.Client.Gateway;
using Portal.Client.Ledger;
using Portal.Gateway.Clouds;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>Signing in at Volvo, what is kept of it, and taking it back.</summary>
public sealed class VolvoLinkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_SaidYesAtVolvo_ListsItsCar_AndTheAddressKeepsNothing()
    {
        await using var at = await VolvoHouse.StartAsync();

        Assert.Equal($"/access-points/{at.House.Place}/makers", await at.SignInAsync());

        var link = await at.FindLinkAsync();
        Assert.Equal((CloudMaker.Volvo, CloudLinkState.Linked, true), (link?.Maker, link?.State, link?.Fits));
        var car = Assert.Single(link?.Devices ?? []);
        Assert.Equal((FakeVolvo.Vin, "Volvo V60, 2024", true), (car.MakersId, car.Name, car.TellsOfDoor));
        Assert.Single(await at.House.EntriesAsync(EntryKinds.CloudLinked));
    }

    [Fact]
    public async Task Link_AskedInAnotherSession_OrWithAnotherState_IsNotTaken()
    {
        await using var at = await VolvoHouse.StartAsync();
        var back = await FakeVolvo.SayYesAsync(await at.AskAsync(), Stop);
        using var other = await at.House.Host.SignInAsync("owner@example.org", Stop);

        Assert.Equal("/access-points", await VolvoHouse.ReturnAsync(other, back));
        Assert.Equal("/access-points", await VolvoHouse.ReturnAsync(at.Browser, new Uri(back.AbsoluteUri.Replace("state=", "state=x", StringComparison.Ordinal))));
        Assert.Equal(CloudLinkState.Asked, (await at.FindLinkAsync())?.State);

        await VolvoHouse.ReturnAsync(at.Browser, back);
        Assert.Equal(CloudLinkState.Linked, (await at.FindLinkAsync())?.State);
    }

    [Fact]
    public async Task Link_BroughtBackTwice_IsTakenOnce()
    {
        await using var at = await VolvoHouse.StartAsync();
        var back = await FakeVolvo.SayYesAsync(await at.AskAsync(), Stop);

        await VolvoHouse.ReturnAsync(at.Browser, back);
        Assert.Equal("/access-points", await VolvoHouse.ReturnAsync(at.Browser, back));

        Assert.Equal(CloudLinkState.Linked, (await at.FindLinkAsync())?.State);
        Assert.Single(await at.House.EntriesAsync(EntryKinds.CloudLinked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Link_NoYesAtVolvo_OrNoToken_IsForgotten_AndThePageSaysSo(bool isAway)
    {
        await using var at = await VolvoHouse.StartAsync();
        var back = await FakeVolvo.SayYesAsync(await at.AskAsync(), Stop);
        at.Volvo.Id.IsAway = isAway;
        if (!isAway)
            back = new Uri(back.AbsoluteUri.Replace("code=", "error=access_denied&denied=", StringComparison.Ordinal));

        Assert.Equal($"/access-points/{at.House.Place}/makers?failed=volvo", await VolvoHouse.ReturnAsync(at.Browser, back));

        Assert.Null(await at.FindLinkAsync());
    }

    [Fact]
    public async Task S26_NoLongerAnOwner_IsNotTaken()
    {
        await using var at = await VolvoHouse.StartAsync();
        var back = await FakeVolvo.SayYesAsync(await at.AskAsync(), Stop);
        await at.House.Host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute("UPDATE member SET role = 'approver' WHERE account_id = @Account", new { at.House.Owner.Account }), Stop);

        Assert.Equal("/access-points", await VolvoHouse.ReturnAsync(at.Browser, back));

        Assert.Empty(await at.House.EntriesAsync(EntryKinds.CloudLinked));
    }

    [Fact]
    public async Task S28_AccountOfAnotherHousehold_IsNotLinked_AndTheirTokenStays()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        var stranger = await at.House.Host.AddOwnerAsync("stranger@example.org", Stop);
        var car = await at.House.Host.AddCarAsync(stranger.Account, Stop);
        var (browser, page) = await BrowserSession.BeginAsync(at.House.Host, stranger.Account, "stranger@example.org");
        using var strangers = browser;
        await using var theirs = page;
        var clouds = page.ServiceProvider.GetRequiredService<IHouseholdClouds>();
        var asked = await clouds.AskLinkAsync(car, CloudMaker.Volvo, Stop);

        var back = await FakeVolvo.SayYesAsync(asked.GoTo ?? throw new InvalidOperationException("No page."), Stop);
        Assert.EndsWith("?failed=volvo", await VolvoHouse.ReturnAsync(browser, back), StringComparison.Ordinal);

        Assert.Empty((await clouds.FindAsync(car, Stop))?.Links ?? []);
        at.Volvo.Id.EndAccess();
        await at.House.PassAsync(125, step: 5);
        Assert.True((await at.House.StateAsync()).Secured);
    }

    [Fact]
    public async Task S36_DatabaseFile_HoldsNoTokenAndNothingThatVolvoKnowsTheAccountBy()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        at.Volvo.Id.EndAccess();
        await at.House.PassAsync(125, step: 5);

        Assert.True(at.Volvo.Id.Given.Count >= 5);
        Assert.DoesNotContain(at.Volvo.Id.Given, at.House.Host.DatabaseHolds);
        Assert.False(at.House.Host.DatabaseHolds(at.Volvo.Id.Subject));
    }

    [Fact]
    public async Task Token_NotTakenOrNearItsEnd_IsMadeAnew()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();

        at.Volvo.Id.EndAccess();
        await at.House.PassAsync(125, step: 5);
        Assert.Equal((1, true), (at.Volvo.Id.Refreshes, (await at.House.StateAsync()).Secured));

        at.House.Time.Advance(TimeSpan.FromMinutes(29.6));
        await at.PollNowAsync();
        Assert.Equal((2, true), (at.Volvo.Id.Refreshes, (await at.House.StateAsync()).Secured));
    }

    [Fact]
    public async Task Token_TwentyAskAtOnceWhenItHasEnded_IsMadeAnewOnce()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        at.House.Time.Advance(TimeSpan.FromMinutes(31));
        var cloud = Assert.Single(at.House.Host.Get<MakerClouds>().Offered);

        var words = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cloud.ReadAsync(at.Volvo.Id.Subject, FakeVolvo.Vin, default, Stop)));

        Assert.All(words, word => Assert.True(word.IsOnline));
        Assert.Equal((1, 1), (at.Volvo.Id.Refreshes, at.Volvo.Id.LiveRefreshTokens));
    }

    [Fact]
    public async Task Broken_PermissionTakenBackAtVolvo_IsSaid_AsksNothingMore_AndSigningInAgainMendsIt()
    {
        await using var at = await VolvoHouse.StartAsync();
        var link = await at.PairAsync();
        at.Volvo.Id.EndAll();

        await at.House.PassAsync(250, step: 5);

        Assert.Equal(CloudAway.SignedOut, (await at.SourceAsync()).Away);
        Assert.Equal(CloudAway.SignedOut, (await at.FindLinkAsync())?.Away);
        Assert.Equal(LockState.Unknown, (await at.House.StateAsync()).Lock);
        var calls = at.Volvo.Calls.Count;
        await at.House.PassAsync(130, step: 5);
        Assert.Equal(calls, at.Volvo.Calls.Count);

        using var browser = await at.House.BrowseAsync();
        await VolvoHouse.ReturnAsync(browser, await FakeVolvo.SayYesAsync(await at.AskAsync(), Stop));
        await at.House.PassAsync(125, step: 5);

        Assert.Equal((link, null), await at.FindLinkAsync() is { } mended ? (mended.Id, mended.Away) : default);
        Assert.Null((await at.SourceAsync()).Away);
        Assert.True((await at.House.StateAsync()).Secured);
    }

    [Fact]
    public async Task S16_TakenBack_IsRevokedAtVolvo_AndNothingOfItIsKept_EvenIfVolvoIsAwayAtFirst()
    {
        await using var at = await VolvoHouse.StartAsync();
        var link = await at.PairAsync();
        at.Volvo.Id.IsAway = true;

        Assert.Equal(AccessOutcome.Done, await at.House.Clouds.UnlinkAsync(link, Stop));
        await at.LookAtLinksAsync();
        Assert.Equal(CloudLinkState.Ending, (await at.FindLinkAsync())?.State);
        Assert.Equal(1, await CountTokensAsync(at));
        Assert.Null((await at.House.PointAsync()).Device);

        at.Volvo.Id.IsAway = false;
        await at.LookAtLinksAsync();

        Assert.Null(await at.FindLinkAsync());
        Assert.Equal((0, 1, 0), (await CountTokensAsync(at), at.Volvo.Id.Revoked.Count, at.Volvo.Id.LiveRefreshTokens));
    }

    private static Task<int> CountTokensAsync(VolvoHouse at) => at.House.Host.Get<Database>().ReadAsync(
        connection => connection.ExecuteScalar<int>("SELECT count(*) FROM maker_token"), Stop);
}
