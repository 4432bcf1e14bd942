using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Portal.Client.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>What Seam sends by itself: taken only when it is signed and fresh, and never believed.</summary>
public sealed class SeamWebhookTests
{
    private const string Path = "api/clouds/seam";
    private const string Body = """{"event_type":"lock.unlocked","device_id":"lock-1"}""";
    private static readonly byte[] Key = "0123456789abcdef01234567"u8.ToArray();
    private readonly FakeMaker _maker = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signed_OnlyMakesUsAskAtOnce_AndIsNotBelieved()
    {
        await using var house = await StartAsync();
        await house.PairAsync();
        var before = _maker.Reads;

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(house, Body, Key, house.Time.GetUtcNow()));
        await house.PollAsync();

        Assert.Equal(before + 1, _maker.Reads);
        Assert.Equal(LockState.Locked, (await house.StateAsync()).Lock);
    }

    [Fact]
    public async Task SignedOtherwise_OldOrUnsigned_IsRefused_AndAsksNothing()
    {
        await using var house = await StartAsync();
        await house.PairAsync();
        var (before, now) = (_maker.Reads, house.Time.GetUtcNow());

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(house, Body, "another key, another key"u8.ToArray(), now));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(house, Body, Key, now.AddMinutes(-6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(house, Body, Key, now.AddMinutes(6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(house, Body, key: null, now));
        await house.PollAsync();

        Assert.Equal(before, _maker.Reads);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"device_id":7}""")]
    [InlineData("""{"device_id":"somebody-elses"}""")]
    public async Task Signed_AboutNothingOfOurs_IsTakenAndForgotten(string body)
    {
        await using var house = await StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(house, body, Key, house.Time.GetUtcNow()));
    }

    [Fact]
    public async Task WithoutASecret_NothingIsTaken()
    {
        await using var house = await CloudHouse.StartAsync(_maker);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(house, Body, Key, house.Time.GetUtcNow()));
    }

    private Task<CloudHouse> StartAsync() => CloudHouse.StartAsync(_maker, ("Portal:Clouds:Seam:WebhookSecret", "whsec_" + Convert.ToBase64String(Key)));

    private static async Task<HttpStatusCode> PostAsync(CloudHouse house, string body, byte[]? key, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("svix-id", "msg_1");
        request.Headers.Add("svix-timestamp", seconds);
        if (key is not null)
            request.Headers.Add("svix-signature", "v1,bm90aGluZw== v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"msg_1.{seconds}.{body}"))));
        using var answer = await http.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
