using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Layout;
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

    public MainLayoutTests()
    {
        _access = new FakeHouseholdAccess(_time);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddScreens();
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<IHouseholdFeed>(new FakeHouseholdFeed());
        Services.AddSingleton<IHouseholdAccess>(_access);
        Services.AddSingleton<IHouseholdDeliveries>(_deliveries);
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

    /// <summary>Blazor's script looks for this id, live.js for what it does there.</summary>
    [Fact]
    public void Frame_NotLivePanel_IsThereBeforeItIsNeeded()
    {
        var panel = Frame().Find("main > #components-reconnect-modal");
        Assert.NotNull(panel.QuerySelector("[data-reconnect][data-offline]"));
        Assert.NotNull(panel.QuerySelector("#components-seconds-to-next-attempt"));
    }

    [Fact]
    public void Frame_ThingsThatNeedSomebody_AreCountedAtHome()
    {
        _access.Alerts.Add(Sample.Alert(Sample.Point(), AlertKind.LowBattery, urgent: false));
        _deliveries.Deliveries.Add(Sample.Delivery(Sample.Point()));

        Assert.Equal("2 need you", Frame().Find(".nav-bar .count").TextContent);
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

        Assert.Equal(bars, Frame().FindAll(".alarm[role=alert]").Count);
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
