using Portal.Client.Access;
using Portal.Client.Gateway;
using Portal.Gateway.Clouds;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>What an owner does at Seam and at the portal until one of its locks is at the door.</summary>
internal static class SeamPairing
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What the owner does on Seam's page.</summary>
    public static async Task SayYesAsync(this FakeSeam seam)
    {
        var webviews = (await seam.DoAsync("getState")).GetProperty("connect_webviews");
        var last = webviews[webviews.GetArrayLength() - 1].GetProperty("connect_webview_id").GetString();
        using var http = new HttpClient { BaseAddress = seam.Address };
        using var content = new StringContent($$"""{"connect_webview_id":"{{last}}"}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/_fake/complete_connect_webview", content, Stop);
        answer.EnsureSuccessStatusCode();
    }

    public static async Task<CloudLinkView> FindLinkAsync(this CloudHouse house) => Assert.Single((await house.Clouds.FindAsync(house.Place, Stop))?.Links ?? []);

    /// <summary>The lock of the account stands so, and is put at the door; it has been asked about once.</summary>
    public static async Task<string> PairAsync(this CloudHouse house, FakeSeam seam, object standing)
    {
        await house.Clouds.AskLinkAsync(house.Place, CloudMaker.Seam, Stop);
        await seam.SayYesAsync();
        await house.Host.Get<CloudLinkWatch>().LookAsync(Stop);
        var link = await house.FindLinkAsync();
        var device = Assert.Single(link.Devices ?? []).MakersId;
        await seam.DoAsync("updateDevice", new { device_id = device, properties = standing });
        Assert.Equal(AccessOutcome.Done, await house.Clouds.PairAsync(house.Place, link.Id, device, Stop));
        await house.PollAsync();
        return device;
    }
}
