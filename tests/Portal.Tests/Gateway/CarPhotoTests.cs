using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client;
using Portal.Client.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>The photo of a car: for the members of its household alone, and nothing but a picture (S38).</summary>
public sealed class CarPhotoTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S38_CarPhoto_IsShownWithoutMetadataToItsHouseholdAlone()
    {
        var car = await house.AddCarAsync(Cancel);
        await using var page = await house.Host.OpenPageAsync(house.Owner.Account, Cancel);
        var places = page.ServiceProvider.GetRequiredService<IHouseholdPlaces>();
        Assert.Equal(AccessOutcome.Done, (await places.ChangeAsync(car, new PhotoChange(SomePictures.JpegWithMetadata(SomePictures.Jpeg)), Cancel)).Outcome);
        var path = "/car-photos/" + (await places.FindAsync(car, Cancel))?.Photo;

        using var owner = await house.Host.SignInAsync("owner@example.org", Cancel);
        using var shown = await owner.GetAsync(path, Cancel);
        Assert.Equal("image/jpeg", shown.Content.Headers.ContentType?.MediaType);
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(SomePictures.Secret, await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        await house.Host.AddOwnerAsync("across@example.org", Cancel);
        using var stranger = await house.Host.SignInAsync("across@example.org", Cancel);
        using var theirs = await stranger.GetAsync(path, Cancel);
        using var nobodys = await stranger.GetAsync("/car-photos/" + PortalId.New<CarPhotoId>(DateTimeOffset.UnixEpoch), Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, nobodys.StatusCode));
    }
}
