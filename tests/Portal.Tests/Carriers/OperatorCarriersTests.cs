using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>The operator's page, as the operator, an owner and nobody get it.</summary>
public sealed class OperatorCarriersTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private const string Page = "/operator/carriers";

    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task Page_AsTheOperator_ListsCarriersWithoutTheirKeys()
    {
        using var staff = await house.Host.SignInAsync("operator@example.org", Stop);

        using var answer = await staff.GetAsync(Page, Stop);

        var html = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Nordpost", html, StringComparison.Ordinal);
        Assert.Contains(house.Nordpost.Key[..14], html, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Nordpost.Key, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AsAnOwner_IsDenied()
    {
        using var owner = await house.Host.SignInAsync("owner@example.org", Stop);

        using var answer = await owner.GetAsync(Page, Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/denied", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Page_AsNobody_LeadsToSigningIn()
    {
        using var nobody = house.Host.NewVisitor();

        using var answer = await nobody.GetAsync(Page, Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }
}
