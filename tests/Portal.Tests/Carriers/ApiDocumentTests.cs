using System.Text.Json;

namespace Portal.Tests.Carriers;

/// <summary>The description of the API is OpenAPI 3.1, whole, and of the carriers' calls only.</summary>
public sealed class ApiDocumentTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    [Fact]
    public async Task Document_IsOpenApi31OfTheCarriersCallsOnly()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["/api/v1/deliveries", "/api/v1/deliveries/{id}", "/api/v1/deliveries/{id}/accept", "/api/v1/deliveries/{id}/access", "/api/v1/deliveries/{id}/driver",
                "/api/v1/deliveries/{id}/unlock", "/api/v1/deliveries/{id}/withdraw"],
            document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_EveryPost_AsksForAnIdempotencyKey()
    {
        var document = await DocumentAsync();

        var posts = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Where(call => call.Name == "post").ToList();
        Assert.Equal(4, posts.Count);
        Assert.All(posts, post => Assert.Contains("Idempotency-Key", post.Value.GetProperty("parameters").GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_IdsEnumsAndInstants_AreDescribedAsTheyTravel()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetRawText();

        Assert.Contains("\"^dlv_", schemas, StringComparison.Ordinal);
        Assert.Contains("\"in_progress\"", schemas, StringComparison.Ordinal);
        Assert.Contains("\"car_position_old\"", schemas, StringComparison.Ordinal);
        Assert.Contains("\"date-time\"", schemas, StringComparison.Ordinal);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        return JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/openapi/v1.json", CarrierHouse.Stop));
    }
}
