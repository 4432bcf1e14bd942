using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Portal.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>Nobody guesses pairing codes: 5 tries a minute from one address, 100 in all.</summary>
public sealed class ClaimLimitsTests
{
    private readonly ManualTime _time = new();
    private readonly ClaimLimits _limits;

    public ClaimLimitsTests() => _limits = new ClaimLimits(Options.Create(new GatewayOptions()), _time);

    [Fact]
    public void S35_Take_SixthOfAMinute_WaitsForTheFirstToPass()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(TimeSpan.Zero, Take("192.0.2.1"));
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(TimeSpan.FromSeconds(10), Take("192.0.2.1"));
        Assert.Equal(TimeSpan.Zero, Take("192.0.2.2"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, Take("192.0.2.1"));
        Assert.NotEqual(TimeSpan.Zero, Take("192.0.2.1"));
    }

    [Fact]
    public void S35_Take_ManyAddresses_AreLimitedTogether()
    {
        for (var i = 0; i < 100; i++)
            Assert.Equal(TimeSpan.Zero, Take("198.51.100." + i.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal(TimeSpan.FromMinutes(1), Take("203.0.113.7"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, Take("203.0.113.7"));
    }

    [Fact]
    public void S35_Take_AddressesOfOneSubscriber_CountAsOne()
    {
        for (var i = 1; i <= 5; i++)
            Assert.Equal(TimeSpan.Zero, Take("2001:db8::" + i.ToString(CultureInfo.InvariantCulture)));

        Assert.NotEqual(TimeSpan.Zero, Take("2001:db8::ffff"));
        Assert.Equal(TimeSpan.Zero, Take("2001:db8:0:1::1"));
        Assert.Equal(TimeSpan.Zero, Take("::ffff:192.0.2.1"));
    }

    [Fact]
    public async Task S35_Claim_OverTheLimit_IsToldWhenToComeAgain()
    {
        await using var host = await PortalHost.StartAsync(
            new PortalHostOptions
            {
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portal:Gateway:ClaimsPerMinute"] = "1" },
            },
            TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var first = await http.PostAsync("/api/devices/claim", content: null, TestContext.Current.CancellationToken);
        using var second = await http.PostAsync("/api/devices/claim", content: null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    private TimeSpan Take(string address) => _limits.Take(IPAddress.Parse(address));
}
