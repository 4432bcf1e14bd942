using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Home;
using Portal.Client.Layout;
using Portal.Client.Ledger;
using Portal.Client.Live;
using Portal.Client.Tests.Fakes;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Layout;

public sealed class MainLayoutTests : BunitContext
{
    private static readonly HouseholdView Bergers = new(HouseholdId.From("hsh_00000000000000000000000000"), "Berger household", "Europe/Berlin", MemberRole.Owner);

    private readonly BunitAuthorizationContext _person;
    private readonly ManualTime _time = new();
    private readonly FakeHouseholdAccess _access;
    private readonly FakeHouseholdDeliveries _deliveries = new();
    private readonly FakeHouseholdActivity _activity;
    private readonly FakeHouseholdFeed _feed = new();
    private readonly BunitJSModuleInterop _away;

    public MainLayoutTests()
    {
        _access = new FakeHouseholdAccess(_time);
        _activity = new FakeHouseholdActivity(_time);
        JSInterop.Mode = JSRuntimeMode.Loose;
        _away = JSInterop.SetupModule("/js/away.js");
        _away.Mode = JSRuntimeMode.Loose;
        Services.AddScreens();
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<IHouseholdFeed>(_feed);
        Services.AddSingleton<IHouseholdActivity>(_activity);
        Services.AddSingleton<IHouseholdNeeds>(new FakeHouseholdNeeds(_access, _deliveries));
        Services.AddSingleton<IAccounts>(new OneHousehold(Bergers));
        _person = this.AddAuthorization();
        _person.SetAuthorized("Mara Berger");
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void Frame_OfAMember_NamesHouseholdPersonAndStanding()
    {
        var frame = Frame();
        Assert.Equal("Berger household", frame.Find(".top .nm").TextContent);
        Assert.Equal("Mara Berger", frame.Find(".nav-who .b").TextContent);
        Assert.Equal("Owner, Berger household", frame.Find(".nav-who p:last-child").TextContent);
        Assert.Equal(NavItems.Household.Count, frame.FindAll(".nav-bar li:not(.phone)").Count);
    }

    [Theory]
    [InlineData(StaffRole.Support, "Support")]
    [InlineData(StaffRole.Operator, "Operator")]
    public void S30_Frame_OfStaff_NamesNoHousehold(StaffRole role, string standing)
    {
        _person.SetRoles(Words.Of(role));
        var frame = Frame();
        Assert.Equal(standing, frame.Find(".nav-who p:last-child").TextContent);
        Assert.DoesNotContain("Berger household", frame.Markup, StringComparison.Ordinal);
    }

    /// <summary>A keyboard meets navigation, then the page's head, then the page.</summary>
    [Fact]
    public void Frame_Order_IsNavigationTopMain() =>
        Assert.Equal(["nav", "header", "main"], Frame().Find(".app").Children.Select(child => child.LocalName));

    [Fact]
    public void Frame_PageWithItsOwnHead_ShowsThatInsteadOfTheHouseholds()
    {
        var frame = Frame(page =>
        {
            page.OpenComponent<PageHead>(0);
            page.AddComponentParameter(1, nameof(PageHead.Title), "Nordpost, Volvo V60");
            page.AddComponentParameter(2, nameof(PageHead.BackTo), "/deliveries");
            page.CloseComponent();
        });
        Assert.Equal("Nordpost, Volvo V60", Assert.Single(frame.FindAll(".top .nm")).TextContent);
        Assert.Equal("/deliveries", frame.Find(".top .iconbtn").GetAttribute("href"));
    }

    /// <summary>reconnect.js looks for these ids, live.js for what it does there.</summary>
    [Fact]
    public void Frame_NotLivePanel_IsThereBeforeItIsNeeded()
    {
        var panel = Frame().Find("main > #components-reconnect-modal");
        Assert.NotNull(panel.QuerySelector("[data-reconnect][data-offline]"));
        Assert.NotNull(panel.QuerySelector("#components-seconds-to-next-attempt"));
    }

    /// <summary>On a phone the stops beyond the fourth stand under 'More', which then is where one is.</summary>
    [Theory]
    [InlineData("/household/review", true)]
    [InlineData("/settings", true)]
    [InlineData("/deliveries", false)]
    [InlineData("/", false)]
    public void Frame_PageOfAStopUnderMore_MarksMore(string address, bool isMarked)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        Assert.Equal(isMarked, Frame().Find(".nav-bar .phone button").ClassList.Contains("is-here"));
    }

    [Fact]
    public void Frame_ThingsThatNeedSomebody_AreCountedAtHome()
    {
        _access.Alerts.Add(Sample.Alert(Sample.Point(), AlertKind.LowBattery, urgent: false));
        _deliveries.Deliveries.Add(Sample.Delivery(Sample.Point()));
        _access.Points.Add(Sample.Point() with { PairingWaits = true });

        Assert.Equal("3 need you", Frame().Find(".nav-bar .count").TextContent);
    }

    [Theory]
    [InlineData("/activity", 1)]
    [InlineData("/", 0)]
    [InlineData("/access-points/{0}", 0)]
    [InlineData("/deliveries/{1}?x=1", 0)]
    public void Frame_UrgentAlert_IsLoudOnEveryPageThatDoesNotShowIt(string address, int bars)
    {
        var alert = Sample.Alert(Sample.Point(), AlertKind.LeftOpen, urgent: true, Sample.Id<DeliveryId>("one"));
        _access.Alerts.Add(alert);
        Services.GetRequiredService<NavigationManager>()
            .NavigateTo(string.Format(CultureInfo.InvariantCulture, address, alert.AccessPointId, alert.DeliveryId));

        var frame = Frame();

        Assert.Equal(bars, frame.FindAll(".alarm").Count);
        Assert.Equal("Volvo V60: left open", Assert.Single(frame.FindAll("[role=alert]")).TextContent);
        Assert.Equal(alert.Id.Value, frame.Find("[data-alarm]").GetAttribute("data-alarm"));
    }

    /// <summary>A page with nothing of its own to say has in its tab what needs somebody anywhere.</summary>
    [Theory]
    [InlineData(false, "(1) Activity – Portal", "needs")]
    [InlineData(true, "(!) Activity – Portal", "urgent")]
    public void Frame_SomethingNeedsSomebody_TheTabSaysSo(bool urgent, string title, string seal)
    {
        _access.Alerts.Add(Sample.Alert(Sample.Point(), AlertKind.LeftOpen, urgent));
        var frame = Frame(page =>
        {
            page.OpenComponent<TabTitle>(0);
            page.AddComponentParameter(1, nameof(TabTitle.Title), "Activity");
            page.CloseComponent();
        });

        Assert.Equal(title, Render(frame.FindComponent<PageTitle>().Instance.ChildContent!).Markup); // A title has a content.
        Assert.Equal(seal, frame.Find("[data-tab-seal]").GetAttribute("data-tab-seal"));
    }

    [Fact]
    public void News_OfWhatSomebodyElseDid_IsToldOnceAndSpoken()
    {
        var frame = Frame();
        var point = Sample.Point();
        _activity.Add(EntryKinds.DeliveryCompleted, point);
        _feed.Ring();
        _feed.Ring();

        frame.WaitForAssertion(() => Assert.Contains("Delivered", Assert.Single(frame.FindAll(".toast")).TextContent, StringComparison.Ordinal));
        Assert.Contains("Delivered", frame.Find("#voice").TextContent, StringComparison.Ordinal);
        Assert.Empty(frame.FindAll(".toasts [role], .toasts [aria-live]"));

        frame.Find(".toast button").Click();
        Assert.Empty(frame.FindAll(".toasts"));
    }

    /// <summary>The browser remembers where a page had got to that could no longer hear the portal.</summary>
    [Fact]
    public void News_AfterAnAbsence_IsWhatCameMeanwhile()
    {
        _activity.Add(EntryKinds.HouseholdPaused);
        _activity.Add(EntryKinds.DeliveryCompleted, Sample.Point());
        _away.Setup<HouseholdNews.AwayMark?>("take").SetResult(new HouseholdNews.AwayMark(1, _time.GetUtcNow().ToUnixTimeMilliseconds()));

        var frame = Frame();

        frame.WaitForAssertion(() => Assert.Contains("Delivered", Assert.Single(frame.FindAll(".away .tl li")).TextContent, StringComparison.Ordinal));
        frame.Find(".away button").Click();
        Assert.Empty(frame.FindAll(".away"));
    }

    private IRenderedComponent<MainLayout> Frame(RenderFragment? body = null) => Render<MainLayout>(layout => layout.Add(x => x.Body, body ?? (_ => { })));

    /// <summary>A door through which only the households can be read.</summary>
    private sealed class OneHousehold(HouseholdView household) : IAccounts
    {
        public Task<IReadOnlyList<HouseholdView>> HouseholdsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<HouseholdView>>([household]);

        public Task<IReadOnlyList<FieldFault>> RegisterAsync(Registration registration, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SignInOutcome> ConfirmAsync(string password, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> IsSetupOpenAsync(string token, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<FieldFault>?> SetUpOperatorAsync(OperatorSetup setup, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
