using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>What carriers are handed for their drivers, and when; and what the unlock call answers.</summary>
public sealed class AccessApiTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task Access_EarlierThanFifteenMinutesBefore_SaysFromWhenOn()
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.ApprovedAsync(handle, from: 30, to: 60);

        var answer = await house.Nordpost.GetAsync($"deliveries/{id}/access", Stop);

        Assert.Equal((403, "not_in_window"), (answer.Status, answer.Code));
        Assert.True(Rfc3339.TryParse(answer.Text("availableFrom"), out var from));
        Assert.Equal((await house.FindAsync(id)).Window?.Start.AddMinutes(-15), from);
        Assert.Empty(await house.EntriesAsync(id, EntryKinds.AccessDisclosed));
    }

    [Fact]
    public async Task S12_Access_BeforeTheWindow_HandsOutAndEntersEachTime()
    {
        var (_, handle) = await house.AddDoorAsync("Ring twice.");
        var id = await house.ApprovedAsync(handle, from: 10, to: 60);

        var first = await house.Nordpost.GetAsync($"deliveries/{id}/access", Stop);
        var second = await house.Nordpost.GetAsync($"deliveries/{id}/access", Stop);

        Assert.Equal(200, first.Status);
        Assert.Equal(first.Text("code"), second.Text("code"));
        Assert.Matches("^[0-9]{8}$", first.Text("code"));
        Assert.Equal("code", first.Text("codeKind"));
        Assert.Equal(new Uri(house.Host.Address, "/d/" + await house.LinkAsync(id)).AbsoluteUri, first.Text("driverUrl"));
        Assert.Equal(52.54381, first.Json.GetProperty("place").GetProperty("lat").GetDouble());
        Assert.Equal("Ring twice.", first.Text("instructions"));
        Assert.Equal(JsonValueKind.Null, first.Json.GetProperty("car").ValueKind);
        Assert.Equal(
            ["driverUrl", "code", "codeKind", "notBefore", "notAfter", "place", "car", "instructions"],
            first.Json.EnumerateObject().Select(member => member.Name));
        var entries = await house.EntriesAsync(id, EntryKinds.AccessDisclosed);
        Assert.Equal([new Actor(ActorKind.Carrier, house.Nordpost.Id.Value)], entries.Select(entry => entry.Actor).Distinct());
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.DoesNotContain(first.Text("code"), entry.Data, StringComparison.Ordinal));
        Assert.Equal(2, (await house.EntriesAsync(id, EntryKinds.PositionDisclosed)).Count);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(0, true)]
    public async Task Access_ToACar_IsExactInsideTheWindowOnly(double from, bool exact)
    {
        var (car, handle) = await house.AddCarAsync();
        using var box = await house.Host.PairDeviceAsync(house.Owner.Account, car, Stop);
        await using var hub = await box.ConnectAsync(Stop);
        var id = await house.ApprovedAsync(handle, from, to: 60);
        await hub.ReportAsync(Stop, box.Event(1, "position", Position(52.54381, 13.38712)));

        var answer = await house.Nordpost.GetAsync($"deliveries/{id}/access", Stop);

        var place = answer.Json.GetProperty("place");
        Assert.Equal(exact, place.GetProperty("lat").GetDouble() == 52.54381);
        Assert.Equal(exact ? 5 : 1000, place.GetProperty("accuracyM").GetDouble());
        Assert.Equal("B-PT 2026", answer.Json.GetProperty("car").GetProperty("plate").GetString());
        Assert.Equal(exact ? 1 : 0, (await house.EntriesAsync(id, EntryKinds.PositionDisclosed)).Count);
    }

    [Theory]
    [InlineData("requested")]
    [InlineData("revoked")]
    [InlineData("blocked")]
    public async Task Access_WhereNothingIsAgreed_HandsOutNothing(string why)
    {
        var (_, handle) = await house.AddDoorAsync();
        using var carrier = await FakeCarrier.AddAsync(house.Host, house.Operator, "Handed " + why, Stop);
        var id = await carrier.RequestAsync(handle, house.Now, Stop, (0, 60));
        if (why != "requested")
            await house.ApproveAsync(id);
        if (why == "revoked")
            await house.Host.Get<Portal.Deliveries.Answers>().RevokeAsync(house.Owner.Account, id, Stop);
        if (why == "blocked")
            await house.Database.WriteAsync(
                tx => Dapper.SqlMapper.Execute(
                    tx.Connection, "INSERT INTO carrier_block VALUES (@Household, '', @Id, 0)", new { house.Owner.Household, carrier.Id }),
                Stop);

        var answer = await carrier.GetAsync($"deliveries/{id}/access", Stop);

        Assert.Equal((409, "no_access"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Unlock_OffByTenKilometres_IsDeniedWithTwoHundredAndASentence()
    {
        var (door, handle) = await house.AddDoorAsync();
        using var box = await house.Host.PairDeviceAsync(house.Owner.Account, door, Stop);
        await using var hub = await box.ConnectAsync(Stop);
        await hub.ReportAsync(Stop, box.Event(1, "locked"), box.Event(2, "door_closed"));
        var id = await house.ApprovedAsync(handle);

        var answer = await house.Nordpost.PostAsync($"deliveries/{id}/unlock", UnlockOf(52.63381, 13.38712), Stop);

        Assert.Equal((200, "denied", "too_far"), (answer.Status, answer.Text("verdict"), answer.Text("reason")));
        Assert.Equal("You are 10.0 km from the door. Go to the marker and try again.", answer.Text("message"));
        Assert.Equal(
            ["verdict", "reason", "message", "openingId", "commandId", "expiresAt"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(DeliveryState.Approved, (await house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Unlock_AskedByAClientThatWantsGerman_IsAnsweredLikeAnyOther()
    {
        using var german = await FakeCarrier.AddAsync(house.Host, house.Operator, "Speaks German", Stop);
        german.Speak("de");
        var (_, handle) = await house.AddDoorAsync();
        var id = await german.RequestAsync(handle, house.Now, Stop, (0, 60));
        await house.ApproveAsync(id);

        var answer = await german.PostAsync($"deliveries/{id}/unlock", UnlockOf(52.5438, 13.3871), Stop);

        Assert.Equal("We cannot hear the lock right now, so we do not open it. Try again in a minute.", answer.Text("message"));
    }

    [Fact]
    public async Task Unlock_AtTheDoor_IsGrantedAndARepeatIsTheSame()
    {
        var (door, handle) = await house.AddDoorAsync();
        using var box = await house.Host.PairDeviceAsync(house.Owner.Account, door, Stop);
        await using var hub = await box.ConnectAsync(Stop);
        await hub.ReportAsync(Stop, box.Event(1, "locked"), box.Event(2, "door_closed"));
        var id = await house.ApprovedAsync(handle);

        var body = UnlockOf(52.5438, 13.3871);
        var granted = await house.Nordpost.PostAsync($"deliveries/{id}/unlock", body, "unlock", Stop);
        var command = await hub.NextAsync("Command", Stop);
        var kept = await house.Nordpost.PostAsync($"deliveries/{id}/unlock", body, "unlock", Stop);
        var repeated = await house.Nordpost.PostAsync($"deliveries/{id}/unlock", body, Stop);

        Assert.Equal((200, "granted"), (granted.Status, granted.Text("verdict")));
        Assert.Equal(JsonValueKind.Null, granted.Json.GetProperty("reason").ValueKind);
        Assert.Equal(granted.Text("commandId"), command.GetProperty("commandId").GetString());
        Assert.Equal(granted, kept);
        Assert.Equal((granted.Text("openingId"), granted.Text("commandId")), (repeated.Text("openingId"), repeated.Text("commandId")));
        Assert.Equal(DeliveryState.InProgress, (await house.FindAsync(id)).State);
    }

    [Theory]
    [InlineData("wrong number", DenialReason.ParcelMismatch)]
    [InlineData("wrong driver", DenialReason.WrongDriver)]
    [InlineData("nobody paired", DenialReason.DeviceOffline)]
    [InlineData("not approved", DenialReason.NotReady)]
    public async Task Unlock_WhatDoesNotFit_IsDeniedForThat(string what, DenialReason reason)
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.Nordpost.RequestAsync(handle, house.Now, Stop, (0, 60));
        if (what != "not approved")
            await house.ApproveAsync(id);
        if (what == "wrong driver")
            await house.Nordpost.PutAsync($"deliveries/{id}/driver", """{"name":"Kim"}""", Stop);
        var body = UnlockOf(52.5438, 13.3871, what == "wrong number" ? "NP00000000" : "NP00161094");

        var answer = await house.Nordpost.PostAsync($"deliveries/{id}/unlock", body, Stop);

        Assert.Equal((200, Words.Of(reason)), (answer.Status, answer.Text("reason")));
    }

    [Theory]
    [InlineData("""{"trackingNumber":"","position":null,"driverId":null}""", "trackingNumber")]
    [InlineData("""{"trackingNumber":"1","position":{"lat":91,"lon":0,"accuracyM":5,"at":"2026-11-21T14:00:00Z"}}""", "position")]
    public async Task Unlock_FieldThatCannotBe_IsNamed(string body, string field)
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.ApprovedAsync(handle);

        var answer = await house.Nordpost.PostAsync($"deliveries/{id}/unlock", body, Stop);

        Assert.Equal((422, "invalid"), (answer.Status, answer.Code));
        Assert.Equal(field, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name);
    }

    private string UnlockOf(double lat, double lon, string trackingNumber = "NP00161094") =>
        JsonSerializer.Serialize(new { trackingNumber, position = new GeoPosition(lat, lon, 5, house.Now) }, PortalJson.Options);

    private string Position(double lat, double lon) =>
        JsonSerializer.Serialize(new GeoPosition(lat, lon, 5, house.Now), PortalJson.Options);
}
