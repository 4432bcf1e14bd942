using System.Reflection;
using Microsoft.AspNetCore.Components;
using Portal.Browser.Tests.Support;
using Portal.Client;

namespace Portal.Browser.Tests;

/// <summary>
/// Every screen at each size in both themes: no breach of the content policy and no error in the console (S32), nothing that axe finds,
/// no sideways scrolling; and a picture of each to be looked at.
/// </summary>
public sealed class ScreensTests(DemoPortal demo) : IClassFixture<DemoPortal>
{
    private const string Owner = "mara@example.com";
    private const string Support = "support@example.com";
    private const string Operator = "operator@example.com";

    /// <summary>Name of the picture, the page's route, who looks, and where exactly; null for nobody, who is not signed in.</summary>
    private static readonly ScreenRow[] Rows =
    [
        new("sign-in", "/sign-in", null, "/sign-in"),
        new("register", "/register", null, "/register"),
        new("setup-ended", "/setup", null, "/setup"),
        new("setup-ended-link", "/setup/{Token}", null, "/setup/no-such-link"),
        new("not-found", "/not-found", Owner, "/not-found"),
        new("error", "/error", Owner, "/error"),
        new("stopped", "/stopped/{Status:int}", null, "/stopped/400"),
        new("denied", "/denied", Owner, "/denied"),
        new("confirm", "/confirm", Owner, "/confirm"),
        new("home", "/", Owner, "/"),
        new("deliveries", "/deliveries", Owner, "/deliveries"),
        new("deliveries-narrowed", "/deliveries", Owner, "/deliveries?state=missed"),
        new("delivery-asked", "/deliveries/{Id}", Owner, "/deliveries/{delivery}"),
        new("delivery-new", "/deliveries/new", Owner, "/deliveries/new"),
        new("access-points", "/access-points", Owner, "/access-points"),
        new("access-point-car", "/access-points/{Id}", Owner, "/access-points/{car}"),
        new("access-point-garage", "/access-points/{Id}", Owner, "/access-points/{garage}"),
        new("settings-car", "/access-points/{Id}/settings", Owner, "/access-points/{car}/settings"),
        new("settings-garage", "/access-points/{Id}/settings", Owner, "/access-points/{garage}/settings"),
        new("devices", "/access-points/{Id}/devices", Owner, "/access-points/{car}/devices"),
        new("makers", "/access-points/{Id}/makers", Owner, "/access-points/{car}/makers"),
        new("rules", "/access-points/{Id}/rules", Owner, "/access-points/{car}/rules"),
        new("wizard-kind", "/access-points/new", Owner, "/access-points/new"),
        new("wizard-details", "/access-points/new", Owner, "/access-points/new?kind=trunk"),
        new("wizard-place", "/access-points/new", Owner, "/access-points/new?kind=door&step=place"),
        new("wizard-tell", "/access-points/new", Owner, "/access-points/new?pair={garage}&step=tell"),
        new("wizard-pair", "/access-points/new", Owner, "/access-points/new?pair={car}"),
        new("calendar", "/calendar", Owner, "/calendar"),
        new("calendar-add", "/calendar", Owner, "/calendar?add=rule"),
        new("calendar-subscribe", "/calendar/subscribe", Owner, "/calendar/subscribe"),
        new("activity", "/activity", Owner, "/activity"),
        new("activity-narrowed", "/activity", Owner, "/activity?q=volvo&from=2026-01-01"),
        new("household", "/household", Owner, "/household"),
        new("recover", "/recover", null, "/recover"),
        new("recover-ended", "/recover/link", null, "/recover/link"),
        new("recover-ended-link", "/recover/{Token}", null, "/recover/no-such-link"),
        new("address-ended", "/address", null, "/address"),
        new("address-ended-link", "/address/{Token}", null, "/address/no-such-link"),
        new("join-ended", "/join", null, "/join"),
        new("join-ended-link", "/join/{Token}", null, "/join/no-such-link"),
        new("settings", "/settings", Owner, "/settings"),
        new("sign-in-code", "/sign-in/code", null, "/sign-in/code"),
        new("settings-two-factor", "/settings/two-factor", Owner, "/settings/two-factor"),
        new("settings-retention", "/settings/retention", Owner, "/settings/retention"),
        new("settings-delete", "/settings/delete", Owner, "/settings/delete"),
        new("settings-password", "/settings/password", Owner, "/settings/password"),
        new("notifications", "/settings/notifications", Owner, "/settings/notifications"),
        new("access-review", "/household/review", Owner, "/household/review"),
        new("support-review", "/support", Support, "/support"),
        new("support-look-ended", "/support/looks/{Look}", Support, "/support/looks/no-such-look"),
        new("carriers", "/operator/carriers", Operator, "/operator/carriers"),
        new("system", "/operator/system", Operator, "/operator/system"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task S32_Screen_AtEachSizeAndTheme_HasNothingToComplainOf(string name)
    {
        var row = Rows.Single(one => one.Name == name);
        var visitor = await demo.AsAsync(row.Who);
        var looks = new Looks(visitor);
        await visitor.GoAsync(await FillAsync(row.Path));
        await looks.LookAsync(name);

        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task S32_Screen_InGermanOnAPhone_HasNothingToComplainOf(string name)
    {
        var row = Rows.Single(one => one.Name == name);
        var visitor = await demo.AsAsync(row.Who);
        var looks = new Looks(visitor);
        await looks.LookInGermanAsync(name, await FillAsync(row.Path));

        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
    }

    [Fact]
    public void Screens_EachRoute_HasARow()
    {
        var routes = typeof(Screens).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template);

        Assert.Empty(routes.Except(Rows.Select(row => row.Route), StringComparer.Ordinal));
    }

    private async Task<string> FillAsync(string path)
    {
        var filled = path;
        foreach (var (name, sql) in new[]
        {
            ("{delivery}", "SELECT id FROM delivery"),
            ("{car}", "SELECT id FROM access_point WHERE kind = 'trunk'"),
            ("{garage}", "SELECT id FROM access_point WHERE kind = 'garage'"),
        })
        {
            if (filled.Contains(name, StringComparison.Ordinal))
                filled = filled.Replace(name, (await demo.Portal.ReadColumnAsync(sql, Stop))[0], StringComparison.Ordinal);
        }

        return filled;
    }

    private sealed record ScreenRow(string Name, string Route, string? Who, string Path);
}
