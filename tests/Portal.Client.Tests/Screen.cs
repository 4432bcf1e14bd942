using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Sections;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Gateway;
using Portal.Client.Layout;
using Portal.Client.Live;
using Portal.Client.Notifications;
using Portal.Client.Operator;
using Portal.Client.Tests.Fakes;
using Portal.Tests.Support;

namespace Portal.Client.Tests;

/// <summary>A page with everything around it but the server: the ports are fakes, time moves only when the test says so.</summary>
public abstract class Screen : BunitContext
{
    private protected Screen()
    {
        Deliveries = new FakeHouseholdDeliveries();
        Access = new FakeHouseholdAccess(Time);
        Needs = new FakeHouseholdNeeds(Access, Deliveries);
        Activity = new FakeHouseholdActivity(Time);
        Invitations = new FakeInvitations(Members);
        Factor = new FakeTwoFactor(Security);
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("/js/map.js").SetupModule(call => call.Identifier == "show");
        Services.AddScoped<ProtectedSessionStorage>();
        Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        Services.AddScreens();
        this.AddAuthorization().SetAuthorized("Mara");
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IHouseholdAccess>(Access);
        Services.AddSingleton<IHouseholdDevices>(Devices);
        Services.AddSingleton<IHouseholdOffline>(Offline);
        Services.AddSingleton<IHouseholdPlaces>(Places);
        Services.AddSingleton(new MapSource(null));
        Services.AddSingleton<IHouseholdClouds>(Clouds);
        Services.AddSingleton(Clouds.Makers);
        Services.AddSingleton<IHouseholdDeliveries>(Deliveries);
        Services.AddSingleton<IHouseholdRules>(Rules);
        Services.AddSingleton<ICalendarFeeds>(CalendarFeeds);
        Services.AddSingleton<IAccessReviews>(Reviews);
        Services.AddSingleton<IHouseholdCarriers>(HouseholdCarriers);
        Services.AddSingleton<IHouseholdMembers>(Members);
        Services.AddSingleton<IInvitations>(Invitations);
        Services.AddSingleton<IEmailAddress>(Email);
        Services.AddSingleton<IAccessTokens>(Security);
        Services.AddSingleton<IAccountSecurity>(Security);
        Services.AddSingleton<ITwoFactor>(Factor);
        Services.AddSingleton<IHouseholdRetention>(Retention);
        Services.AddSingleton<IHouseholdActivity>(Activity);
        Services.AddSingleton<INotices>(Notices);
        Services.AddSingleton<IHouseholdFeed>(Feed);
        Services.AddSingleton<IHouseholdNeeds>(Needs);
        Services.AddSingleton<IOperatorCarriers>(Carriers);
        Services.AddSingleton<IOperatorSystem>(SystemPort);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private protected ManualTime Time { get; } = new();

    private protected FakeHouseholdFeed Feed { get; } = new();

    private protected FakeHouseholdAccess Access { get; }

    private protected FakeHouseholdDevices Devices { get; } = new();

    private protected FakeHouseholdOffline Offline { get; } = new();

    private protected FakeHouseholdPlaces Places { get; } = new();

    private protected FakeHouseholdClouds Clouds { get; } = new();

    private protected FakeHouseholdDeliveries Deliveries { get; }

    private protected FakeHouseholdRules Rules { get; } = new();

    private protected FakeHouseholdNeeds Needs { get; }

    private protected FakeAccessReviews Reviews { get; } = new();

    private protected FakeHouseholdCarriers HouseholdCarriers { get; } = new();

    private protected FakeCalendarFeeds CalendarFeeds { get; } = new();

    private protected FakeHouseholdMembers Members { get; } = new();

    private protected FakeInvitations Invitations { get; }

    private protected FakeEmailAddress Email { get; } = new();

    private protected FakeAccountSecurity Security { get; } = new();

    private protected FakeTwoFactor Factor { get; }

    private protected FakeRetention Retention { get; } = new();

    private protected FakeHouseholdActivity Activity { get; }

    private protected FakeNotices Notices { get; } = new();

    private protected FakeOperatorCarriers Carriers { get; } = new();

    private protected FakeOperatorSystem SystemPort { get; } = new();

    private protected string Address => Services.GetRequiredService<NavigationManager>().Uri;

    /// <summary>The page under its top bar, in place of the page before.</summary>
    private protected IRenderedComponent<IComponent> Show<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        DisposeComponentsAsync().GetAwaiter().GetResult();
        return Render(builder =>
        {
            builder.OpenComponent<SectionOutlet>(0);
            builder.AddAttribute(1, nameof(SectionOutlet.SectionId), PageHead.Place);
            builder.CloseComponent();
            builder.OpenComponent<SectionOutlet>(2);
            builder.AddAttribute(3, nameof(SectionOutlet.SectionId), HouseholdHead.ActionsPlace);
            builder.CloseComponent();
            builder.OpenComponent<TPage>(4);
            foreach (var (name, value) in parameters)
                builder.AddAttribute(5, name, value);
            builder.CloseComponent();
        });
    }

    private protected void GoTo(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    /// <summary>The button or link that reads so.</summary>
    private protected static IElement Press(IRenderedComponent<IComponent> page, string words) =>
        page.FindAll("button, a").FirstOrDefault(element => Text(element).Contains(words, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No button or link reads '{words}' in: {page.Markup}");

    /// <summary>What a reader of the page sees, in one line.</summary>
    private protected static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private protected static string Text(IRenderedComponent<IComponent> page) =>
        string.Join(' ', page.Nodes.Select(node => node.TextContent)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries) is var words
            ? string.Join(' ', words)
            : "";

    private protected static string Heading(IRenderedComponent<IComponent> page) =>
        Text(page.Find("h1 span.told, h1:not(:has(.told))"));
}
