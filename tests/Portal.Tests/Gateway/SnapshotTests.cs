using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>Pictures of devices: taken in by their bytes, shown to the household alone (S38, docs/decisions/0020).</summary>
public sealed class SnapshotTests(OneHouse house) : IClassFixture<OneHouse>, IAsyncLifetime
{
    private TestDevice _camera = null!; // Set before the first test.

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PortalHost Host => house.Host;

    public async ValueTask InitializeAsync()
    {
        _camera = await ClaimAsync(claim => claim with { Capabilities = [.. claim.Capabilities, Capabilities.Snapshot] });
    }

    public ValueTask DisposeAsync()
    {
        _camera.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task S38_Picture_IsKeptWithoutMetadataAndShownToItsHousehold()
    {
        var (status, snapshot) = await PostAsync(SomePictures.JpegWithMetadata(SomePictures.Jpeg));

        Assert.Equal(201, status);
        using var owner = await Host.SignInAsync("owner@example.org", Cancel);
        using var answer = await owner.GetAsync("/snapshots/" + snapshot, Cancel);
        var shown = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Equal(SomePictures.Jpeg[20..], shown[2..]);
        Assert.False(Host.DatabaseHolds(SomePictures.Secret));

        var entry = (await Host.Get<LedgerReader>().AfterAsync(-1, 10_000, Cancel)).Last(entry => entry.Kind == EntryKinds.SnapshotTaken);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(shown)), entry.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S28_Picture_ToAStrangerAndToNobody_IsAnsweredAsNone()
    {
        var (_, snapshot) = await PostAsync(SomePictures.Png);
        await Host.AddOwnerAsync("next-door@example.org", Cancel);
        using var stranger = await Host.SignInAsync("next-door@example.org", Cancel);

        using var theirs = await stranger.GetAsync("/snapshots/" + snapshot, Cancel);
        using var nobodys = await stranger.GetAsync("/snapshots/" + PortalId.New<SnapshotId>(TimeProvider.System.GetUtcNow()), Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, nobodys.StatusCode));

        using var nobody = new HttpClient { BaseAddress = Host.Address };
        using var refused = await nobody.GetAsync("/snapshots/" + snapshot, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task S35_Over2MB_IsRefusedWithACode() => Assert.Equal((413, "too_large"), await PostAsync(new byte[(2 * 1024 * 1024) + 1]));

    [Fact]
    public async Task S38_WhatIsNoPicture_IsRefusedByItsBytes() =>
        Assert.Equal((415, "picture_invalid"), await PostAsync("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"u8.ToArray()));

    [Fact]
    public async Task S38_DeviceThatIsNoCamera_MayNot()
    {
        using var box = await house.PairDeviceAsync(Cancel);

        Assert.Equal((403, "not_supported"), await PostAsync(SomePictures.Png, box));
    }

    [Fact]
    public async Task S28_ForAnotherDevice_IsAnsweredAsForNone()
    {
        using var box = await house.PairDeviceAsync(Cancel);

        Assert.Equal((404, "device_not_found"), await PostAsync(SomePictures.Png, _camera, box.Token()));
        Assert.Equal((401, "sign_in_refused"), await PostAsync(SomePictures.Png, _camera, "x"));
    }

    [Fact]
    public async Task S35_TooMany_HaveToWaitAndAreCounted()
    {
        (int Status, string? Told) last = default;
        for (var i = 0; i < 13; i++)
            last = await PostAsync(SomePictures.Png);

        Assert.Equal((429, "rate_limited"), last);
        Assert.Equal(1, Host.Get<IDeviceRefusals>().CountOf(_camera.Id));
    }

    [Fact]
    public async Task Ask_Owner_TheCameraHearsTheCommand()
    {
        await using var hub = await _camera.ConnectAsync(Cancel);
        await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _camera.Heartbeat());

        Assert.Equal(CommandOutcome.Asked, await Host.Get<DeviceAsks>().AskPictureAsync(house.Owner.Account, _camera.Id, Cancel));

        Assert.Equal(CommandNames.Snapshot, (await hub.NextAsync(GatewayMethods.Command, Cancel)).GetProperty("name").GetString());
    }

    private async Task<TestDevice> ClaimAsync(Func<ClaimRequest, ClaimRequest> change)
    {
        var code = await Host.AskPairingCodeAsync(house.Owner.Account, await house.AddCarAsync(Cancel), Cancel);
        var device = await TestDevice.ClaimAsync(Host.Address, code, TimeProvider.System, Cancel, change);
        Assert.Equal(AccessOutcome.Done, await Host.Get<Pairings>().AnswerAsync(house.Owner.Account, device.Id, same: true, Cancel));
        return device;
    }

    /// <summary>The status, and the snapshot's id or the code of the problem.</summary>
    private async Task<(int Status, string? Told)> PostAsync(byte[] image, TestDevice? device = null, string? token = null)
    {
        var sender = device ?? _camera;
        using var http = new HttpClient { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, GatewayPaths.SnapshotsOf(sender.Id.Value)) { Content = new ByteArrayContent(image) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? sender.Token());
        using var answer = await http.SendAsync(request, Cancel);
        var told = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel));
        return ((int)answer.StatusCode, told.GetProperty(answer.IsSuccessStatusCode ? "snapshotId" : "code").GetString());
    }
}
