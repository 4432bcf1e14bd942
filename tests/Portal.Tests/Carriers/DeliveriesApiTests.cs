using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Portal.Client;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>The carriers' API over real HTTP: requests, reading them again, withdrawing, naming the driver.</summary>
public sealed class DeliveriesApiTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task Post_WholeRequest_IsCreatedInTheFormOfTheContract()
    {
        var (_, handle) = await house.AddCarAsync();

        var answer = await house.Nordpost.PostAsync("deliveries", FakeCarrier.RequestOf(handle, house.Now, (60, 120), (240, 360)), Stop);

        Assert.Equal((201, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal("/api/v1/deliveries/" + answer.Text("id"), answer.Location);
        Assert.Equal(
            ["id", "state", "handle", "trackingNumber", "parcel", "proposedWindows", "proposedBy", "window", "area", "driver", "reason",
                "fallback", "late", "createdAt", "updatedAt", "version"],
            answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("requested", handle, "carrier"), (answer.Text("state"), answer.Text("handle"), answer.Text("proposedBy")));
        Assert.Equal("""{"description":"Shoes","weightG":900,"sizeMm":[330,200,120]}""", answer.Json.GetProperty("parcel").GetRawText());
        Assert.True(Rfc3339.TryParse(answer.Json.GetProperty("proposedWindows")[1].GetProperty("end").GetString(), out _));
        Assert.All(
            new[] { "window", "area", "driver", "reason", "fallback" },
            name => Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task Get_AfterApproval_HasWindowWithZoneAndAreaOfOneKilometre()
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.ApprovedAsync(handle, from: 60, to: 120);

        var answer = await house.Nordpost.GetAsync($"deliveries/{id}", Stop);

        Assert.Equal((200, "approved", 2), (answer.Status, answer.Text("state"), answer.Json.GetProperty("version").GetInt32()));
        Assert.Equal("Europe/Berlin", answer.Json.GetProperty("window").GetProperty("timeZone").GetString());
        var area = answer.Json.GetProperty("area");
        Assert.Equal(1000, area.GetProperty("radiusM").GetInt32());
        var offM = Portal.Access.GeoDistance.Metres(52.54381, 13.38712, area.GetProperty("lat").GetDouble(), area.GetProperty("lon").GetDouble());
        Assert.InRange(offM, 1, 1000);
        Assert.DoesNotContain("52.54381", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("blocked")]
    public async Task Post_UnknownHandleOrBlocked_IsTheSameAnswer(string why)
    {
        var (_, handle) = await house.AddCarAsync();
        using var blocked = await FakeCarrier.AddAsync(house.Host, house.Operator, "Blocked " + why, Stop);
        if (why == "blocked")
            await house.Database.WriteAsync(
                tx => tx.Connection.Execute(
                    "INSERT INTO carrier_block VALUES (@Household, '', @Id, 0)", new { house.Owner.Household, blocked.Id }),
                Stop);

        var answer = await blocked.PostAsync(
            "deliveries", FakeCarrier.RequestOf(why == "blocked" ? handle : "TRK-0000-0000", house.Now, (60, 120)), Stop);

        Assert.Equal((404, "handle_not_found"), (answer.Status, answer.Code));
        Assert.Equal("No access point takes deliveries of yours by this handle.", answer.Text("detail"));
    }

    [Theory]
    [InlineData("handle", "null", "handle")]
    [InlineData("handle", "\"\"", "handle")]
    [InlineData("trackingNumber", "\"  \"", "trackingNumber")]
    [InlineData("trackingNumber", "\"a\\u0000b\"", "trackingNumber")]
    [InlineData("parcel", "null", "parcel")]
    [InlineData("parcel", "{\"weightG\":0}", "parcel.weightG")]
    [InlineData("parcel", "{\"sizeMm\":[1,2]}", "parcel.sizeMm")]
    [InlineData("parcel", "{\"photoUrl\":\"http://example.org/a.jpg\"}", "parcel.photoUrl")]
    [InlineData("windows", "[]", "windows")]
    [InlineData("windows", "[null]", "windows[0]")]
    [InlineData("windows", "[{\"start\":\"2020-01-01T10:00:00Z\",\"end\":\"2020-01-01T11:00:00Z\"}]", "windows[0].end")]
    [InlineData("windows", "[{\"start\":\"2099-01-01T10:00:00Z\",\"end\":\"2099-01-01T11:00:00Z\"}]", "windows[0].start")]
    [InlineData("windows", "[{\"start\":\"2099-01-01T10:00:00Z\"}]", "windows[0]")]
    [InlineData("driver", "{\"phone\":\"1\"}", "driver.name")]
    public async Task Post_FieldThatCannotBe_IsNamedAndNothingIsStored(string field, string json, string named)
    {
        var (_, handle) = await house.AddCarAsync();
        var request = JsonNode.Parse(FakeCarrier.RequestOf(handle, house.Now, (60, 120)))!.AsObject(); // It is an object.
        request[field] = JsonNode.Parse(json);

        var answer = await house.Nordpost.PostAsync("deliveries", request.ToJsonString(), Stop);

        Assert.Equal((422, "invalid"), (answer.Status, answer.Code));
        Assert.Equal([named], answer.Json.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
        Assert.DoesNotContain(handle, (await house.Nordpost.GetAsync("deliveries", Stop)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 400, "malformed")]
    [InlineData("null", 400, "malformed")]
    [InlineData("""{"handle":5}""", 400, "malformed")]
    [InlineData("""{"windows":[{"start":"tomorrow"}]}""", 400, "malformed")]
    [InlineData("""{"parcel":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":1}}}}}}}}}""", 400, "malformed")]
    public async Task S35_Post_NotTheForm_IsRefusedWithThePlace(string body, int status, string code)
    {
        var answer = await house.Nordpost.PostAsync("deliveries", body, Stop);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task S35_Post_TooLarge_IsRefused()
    {
        var answer = await house.Nordpost.PostAsync("deliveries", "\"" + new string('a', 40_000) + "\"", Stop);

        Assert.Equal((413, "body_too_large"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Post_WithoutIdempotencyKey_IsRefused(string? key)
    {
        var answer = await house.Nordpost.PostAsync("deliveries", "{}", key, Stop);

        Assert.Equal((400, "idempotency_key_missing"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Post_SameCallAgain_IsAnsweredAgainAndDoneOnce()
    {
        var (_, handle) = await house.AddCarAsync();
        var request = FakeCarrier.RequestOf(handle, house.Now, (60, 120));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => house.Nordpost.PostAsync("deliveries", request, "once " + handle, Stop)));

        Assert.Single(answers.Distinct());
        Assert.Equal(201, answers[0].Status);
        Assert.Equal(1, await CountAsync(handle));
    }

    [Fact]
    public async Task Post_SameKeyOtherBody_IsAConflict()
    {
        var (_, handle) = await house.AddCarAsync();
        await house.Nordpost.PostAsync("deliveries", FakeCarrier.RequestOf(handle, house.Now, (60, 120)), "twice", Stop);

        var answer = await house.Nordpost.PostAsync("deliveries", FakeCarrier.RequestOf(handle, house.Now, (60, 121)), "twice", Stop);

        Assert.Equal((409, "idempotency_key_reused"), (answer.Status, answer.Code));
        Assert.Equal(1, await CountAsync(handle));
    }

    [Fact]
    public async Task Withdraw_Requested_IsWithdrawnOnce()
    {
        var (_, handle) = await house.AddCarAsync();
        var id = await house.Nordpost.RequestAsync(handle, house.Now, Stop, (60, 120));

        var withdrawn = await house.Nordpost.PostAsync($"deliveries/{id}/withdraw", json: null, Stop);
        var again = await house.Nordpost.PostAsync($"deliveries/{id}/withdraw", json: null, Stop);

        Assert.Equal((200, "withdrawn"), (withdrawn.Status, withdrawn.Text("state")));
        Assert.Equal((409, "not_possible"), (again.Status, again.Code));
    }

    [Fact]
    public async Task S33_Driver_NameIsTextWhateverItIs()
    {
        var (_, handle) = await house.AddCarAsync();
        var id = await house.ApprovedAsync(handle);
        const string name = "<script>alert(1)</script>=1+1";

        var answer = await house.Nordpost.PutAsync($"deliveries/{id}/driver", JsonSerializer.Serialize(new { name, phone = "+49 30 1" }), Stop);

        Assert.Equal((200, name), (answer.Status, answer.Json.GetProperty("driver").GetProperty("name").GetString()));
        Assert.StartsWith("drv_", answer.Json.GetProperty("driver").GetProperty("driverId").GetString(), StringComparison.Ordinal);
        Assert.Single(await house.EntriesAsync(id, EntryKinds.DriverAssigned));
    }

    /// <summary>The person stays as long as something is theirs, and no longer.</summary>
    [Fact]
    public async Task Driver_Replaced_IsForgotten()
    {
        var (_, handle) = await house.AddCarAsync();
        var id = await house.Nordpost.RequestAsync(handle, house.Now, Stop, (0, 60));
        foreach (var name in (string[])["First Named", "Second Named"])
            await house.Nordpost.PutAsync($"deliveries/{id}/driver", JsonSerializer.Serialize(new { name, phone = "+49 30 1" }), Stop);

        Assert.Equal(
            ["Second Named"],
            await house.Database.ReadAsync(
                connection => Dapper.SqlMapper.Query<string>(connection, "SELECT name FROM driver WHERE name LIKE '% Named'").ToList(), Stop));
    }

    [Fact]
    public async Task List_ByStateAndCursor_IsPagedFromNewToOld()
    {
        using var carrier = await FakeCarrier.AddAsync(house.Host, house.Operator, "Pager", Stop);
        var (_, handle) = await house.AddCarAsync();
        var requested = new List<string>();
        for (var i = 0; i < 60; i++)
            requested.Insert(0, (await carrier.RequestAsync(handle, house.Now, Stop, (60, 120))).Value);
        await carrier.PostAsync($"deliveries/{requested[0]}/withdraw", json: null, Stop);

        var first = await carrier.GetAsync("deliveries?state=requested", Stop);
        var second = await carrier.GetAsync("deliveries?state=requested&cursor=" + first.Text("nextCursor"), Stop);

        Assert.Equal(50, first.Json.GetProperty("deliveries").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("nextCursor").ValueKind);
        Assert.Equal(requested.Skip(1).Order(StringComparer.Ordinal), IdsOf(first).Concat(IdsOf(second)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("deliveries?state=sleeping", "state_unknown")]
    [InlineData("deliveries?cursor=1", "cursor_unknown")]
    public async Task List_QueryThatCannotBe_IsRefused(string path, string code)
    {
        var answer = await house.Nordpost.GetAsync(path, Stop);

        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    /// <summary>Every call on one delivery, by another carrier: as if it were not there.</summary>
    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/accept")]
    [InlineData("POST", "/withdraw")]
    [InlineData("PUT", "/driver")]
    [InlineData("GET", "/access")]
    [InlineData("POST", "/unlock")]
    public async Task S28_AnotherCarriersDelivery_IsAnsweredAsNotThere(string method, string call)
    {
        var (_, handle) = await house.AddCarAsync();
        var id = await house.ApprovedAsync(handle);

        var others = await CallAsync(house.Other, method, id + call);
        var nobodys = await CallAsync(house.Other, method, PortalId.New<DeliveryId>(house.Now) + call);
        var nonsense = await CallAsync(house.Other, method, "1" + call);

        Assert.Equal((404, "delivery_not_found"), (others.Status, others.Code));
        Assert.Equal(WithoutTrace(nobodys), WithoutTrace(others));
        Assert.Equal(WithoutTrace(nonsense), WithoutTrace(others));
        Assert.Equal(DeliveryState.Approved, (await house.FindAsync(id)).State);
    }

    private static Task<ApiResponse> CallAsync(FakeCarrier carrier, string method, string path) => method switch
    {
        "GET" => carrier.GetAsync("deliveries/" + path, Stop),
        "PUT" => carrier.PutAsync("deliveries/" + path, """{"name":"Kim"}""", Stop),
        _ => carrier.PostAsync("deliveries/" + path, OneForAll, Stop),
    };

    /// <summary>What each of the calls takes.</summary>
    private const string OneForAll =
        """{"trackingNumber":"NP00161094","window":{"start":"2026-11-21T14:00:00.000Z","end":"2026-11-21T15:00:00.000Z"}}""";

    private static string WithoutTrace(ApiResponse answer)
    {
        var problem = JsonNode.Parse(answer.Body)!.AsObject(); // A problem is an object.
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    private static IEnumerable<string?> IdsOf(ApiResponse page) =>
        page.Json.GetProperty("deliveries").EnumerateArray().Select(delivery => delivery.GetProperty("id").GetString());

    private Task<int> CountAsync(string handle) => house.Database.ReadAsync(
        connection => connection.ExecuteScalar<int>(
            "SELECT count(*) FROM delivery JOIN access_point ON access_point.id = delivery.access_point_id WHERE handle = @handle", new { handle }),
        Stop);
}
