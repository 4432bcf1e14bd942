using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Accounts;
using Portal.Client.Demo;
using Portal.Demo;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Demo;

/// <summary>The panel plays for the demo household, and for nobody else.</summary>
public sealed partial class DemoPanelTests(DemoPanelTests.OneDemo demo) : IClassFixture<DemoPanelTests.OneDemo>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_MemberOfTheDemo_HasTheThreePlaces()
    {
        await using var page = await OpenPageAsync(demo.Owner);

        var places = await PanelOf(page).ListAsync(Stop);

        Assert.Equal(["Blue Volvo", "Front door", "Garage"], places.Select(place => place.Name));
    }

    [Fact]
    public async Task S28_List_AnotherHousehold_HasNoPlacesAndMayDoNothing()
    {
        var stranger = await demo.Host.AddOwnerAsync("tove@example.com", Stop);
        await using var mine = await OpenPageAsync(demo.Owner);
        await using var page = await OpenPageAsync(stranger.Account);
        var place = (await PanelOf(mine).ListAsync(Stop))[1];

        var places = await PanelOf(page).ListAsync(Stop);
        var outcome = await PanelOf(page).DoAsync(place.Id, DemoAct.UnlockByKey, Stop);

        Assert.Empty(places);
        Assert.Equal("There is no such place in the demo.", outcome.Text);
        Assert.Equal(place.Lock, (await PanelOf(mine).ListAsync(Stop))[1].Lock);
    }

    [Fact]
    public async Task Do_EachActAtEachPlace_SaysWhatCameOfIt()
    {
        await using var page = await OpenPageAsync(demo.Owner);
        var panel = PanelOf(page);

        foreach (var place in await panel.ListAsync(Stop))
        {
            foreach (var act in Enum.GetValues<DemoAct>())
            {
                var outcome = await panel.DoAsync(place.Id, act, Stop);
                Assert.False(string.IsNullOrWhiteSpace(outcome.Text), $"{act} at {place.Name} said nothing.");
            }
        }
    }

    [Fact]
    public async Task Do_Faults_AreShownAsTheyAreUntilEverythingIsPutBack()
    {
        await using var page = await OpenPageAsync(demo.Owner);
        var panel = PanelOf(page);
        var car = (await panel.ListAsync(Stop))[0];

        await panel.DoAsync(car.Id, DemoAct.Jam, Stop);
        await panel.DoAsync(car.Id, DemoAct.StopAnswering, Stop);
        await panel.DoAsync(car.Id, DemoAct.GoUnderground, Stop);

        var broken = (await panel.ListAsync(Stop))[0];
        Assert.Equal(["underground", "jam", "dead"], broken.Faults);
        Assert.True(broken.IsCut);
        await panel.DoAsync(car.Id, DemoAct.Reset, Stop);
        var whole = (await panel.ListAsync(Stop))[0];
        Assert.Empty(whole.Faults);
        Assert.False(whole.IsCut);
    }

    [Fact]
    public async Task Do_RequestDelivery_WaitsForAnAnswerAtThatPlace()
    {
        await using var page = await OpenPageAsync(demo.Owner);
        var door = (await PanelOf(page).ListAsync(Stop))[1];
        var before = await CountAsync();

        await PanelOf(page).DoAsync(door.Id, DemoAct.RequestDelivery, Stop);

        Assert.Equal(before + 1, await CountAsync());
        Task<int> CountAsync() => demo.Host.Get<Database>().ReadAsync(
            connection => connection.ExecuteScalar<int>(
                "SELECT count(*) FROM delivery WHERE access_point_id = @Id AND state = 'requested'", new { door.Id }),
            Stop);
    }

    [Fact]
    public async Task S38_Do_PressBell_LeavesItsPictureOnTheFrontDoorsPageForTheHouseholdAlone()
    {
        await using var page = await OpenPageAsync(demo.Owner);
        var door = (await PanelOf(page).ListAsync(Stop))[1];
        Assert.True(door.HasBell);

        // Until the demo's owner has confirmed the bell, it has nobody to send its picture to, and says so.
        await Until.TrueAsync(
            "a picture of the bell that was sent",
            async () => (await PanelOf(page).DoAsync(door.Id, DemoAct.PressBell, Stop)).Text == "Somebody rang, and the bell took a picture.",
            Stop);

        using var owner = await demo.Host.SignInAsync(DemoHost.Owner, Stop);
        var picture = "";
        await Until.TrueAsync(
            "the press and its picture on the front door's page",
            async () =>
            {
                using var answer = await owner.GetAsync($"/access-points/{door.Id}", Stop);
                var html = await answer.Content.ReadAsStringAsync(Stop);
                picture = PictureAddress().Match(html).Value;
                return picture.Length > 0 && html.Contains("Somebody rang", StringComparison.Ordinal);
            },
            Stop);
        using var shown = await owner.GetAsync(picture, Stop);
        Assert.Equal("image/png", shown.Content.Headers.ContentType?.MediaType);
        await demo.Host.AddOwnerAsync("next-door@example.com", Stop);
        using var stranger = await demo.Host.SignInAsync("next-door@example.com", Stop);
        using var refused = await stranger.GetAsync(picture, Stop);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Do_BellWhereThereIsNone_SaysSo()
    {
        await using var page = await OpenPageAsync(demo.Owner);
        var car = (await PanelOf(page).ListAsync(Stop))[0];

        Assert.Equal("There is no doorbell here.", (await PanelOf(page).DoAsync(car.Id, DemoAct.PressBell, Stop)).Text);
    }

    [GeneratedRegex("/snapshots/snp_[0-9A-Z]+")]
    private static partial Regex PictureAddress();

    private static IDemoPanel PanelOf(AsyncServiceScope page) => page.ServiceProvider.GetRequiredService<IDemoPanel>();

    private async Task<AsyncServiceScope> OpenPageAsync(AccountId account) => await demo.Host.OpenPageAsync(account, Stop);

    /// <summary>One demo for the class.</summary>
    public sealed class OneDemo : IAsyncLifetime
    {
        private PortalHost? _host;

        internal PortalHost Host => _host ?? throw new InvalidOperationException("The portal is not started.");

        internal AccountId Owner => Host.Get<DemoStage>().Book?.Owner ?? throw new InvalidOperationException("There is no demo.");

        public async ValueTask InitializeAsync() => _host = await DemoHost.StartAsync(TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
