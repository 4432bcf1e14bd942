using System.Text.Json;
using Portal.Client;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>A household proposes another time, and the carrier's system answers over HTTP.</summary>
public sealed class CounterProposalTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task Get_Countered_ShowsTheTimeOfTheHousehold()
    {
        var (id, _) = await CounteredAsync();

        var answer = await house.Nordpost.GetAsync($"deliveries/{id}", Stop);

        Assert.Equal(("requested", "owner"), (answer.Text("state"), answer.Text("proposedBy")));
        Assert.Equal(1, answer.Json.GetProperty("proposedWindows").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("window").ValueKind);
    }

    [Fact]
    public async Task Accept_TheProposedTime_IsApprovedOnceHoweverOftenItIsSent()
    {
        var (id, window) = await CounteredAsync();

        var first = await AcceptAsync(id, window, "accept " + id);
        var again = await AcceptAsync(id, window, "accept " + id);

        Assert.Equal((200, "approved", "owner"), (first.Status, first.Text("state"), first.Text("proposedBy")));
        Assert.Equal(Rfc3339.Format(window.Start), first.Json.GetProperty("window").GetProperty("start").GetString());
        Assert.Equal(first.Body, again.Body);
        Assert.Single(await house.EntriesAsync(id, EntryKinds.DeliveryApproved));
    }

    [Fact]
    public async Task Accept_WithoutIdempotencyKey_IsRefused()
    {
        var (id, window) = await CounteredAsync();

        Assert.Equal("idempotency_key_missing", (await AcceptAsync(id, window, key: null)).Code);
    }

    [Fact]
    public async Task Accept_AnotherTime_IsInvalidAndChangesNothing()
    {
        var (id, window) = await CounteredAsync();

        var answer = await AcceptAsync(id, window with { End = window.End.AddMinutes(1) }, "other " + id);

        Assert.Equal((422, "invalid"), (answer.Status, answer.Code));
        Assert.Equal(DeliveryState.Requested, (await house.FindAsync(id)).State);
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("""{"window":null}""", 422)]
    [InlineData("""{"window":{"start":"2026-11-21T14:00:00.000Z"}}""", 422)]
    [InlineData("""{"window":"now"}""", 400)]
    public async Task S35_Accept_NotTheForm_IsRefused(string body, int status)
    {
        var (id, _) = await CounteredAsync();

        Assert.Equal(status, (await house.Nordpost.PostAsync($"deliveries/{id}/accept", body, Stop)).Status);
    }

    [Fact]
    public async Task S17_Accept_TakenMeanwhile_IsAConflictThatSaysSo()
    {
        var (_, handle) = await house.AddCarAsync();
        var id = await house.Nordpost.RequestAsync(handle, house.Now, Stop, (60, 120));
        var window = (await house.FindAsync(id)).Proposed[0];
        await house.Host.Get<Answers>().ProposeAsync(house.Owner.Account, id, window, Stop);
        await house.ApprovedAsync(handle, from: 30, to: 90);

        var answer = await AcceptAsync(id, window, "late " + id);

        Assert.Equal((409, "overlaps"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task S17_AcceptAndDecline_AtOnce_IsOneOfThem()
    {
        var (id, window) = await CounteredAsync();

        var accepting = AcceptAsync(id, window, "race " + id);
        var declined = await house.Host.Get<Answers>().DeclineAsync(house.Owner.Account, id, "Not any more", Stop);
        var accepted = await accepting;

        Assert.Equal(accepted.Status == 200, declined == DeliveryOutcome.NoLongerPossible);
        Assert.Equal(accepted.Status == 409, declined == DeliveryOutcome.Done);
    }

    private async Task<(DeliveryId Id, DeliveryWindow Window)> CounteredAsync()
    {
        var (_, handle) = await house.AddCarAsync();
        var id = await house.Nordpost.RequestAsync(handle, house.Now, Stop, (60, 120));
        var window = new DeliveryWindow(house.Now.AddHours(5), house.Now.AddHours(6));
        Assert.Equal(DeliveryOutcome.Done, await house.Host.Get<Answers>().ProposeAsync(house.Owner.Account, id, window, Stop));
        return (id, (await house.FindAsync(id)).Proposed[0]);
    }

    private Task<ApiResponse> AcceptAsync(DeliveryId id, DeliveryWindow window, string? key) =>
        house.Nordpost.PostAsync($"deliveries/{id}/accept", JsonSerializer.Serialize(new { window }, PortalJson.Options), key, Stop);
}
