using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>
/// The state table through the public contracts: from every state every call that is a step, by HTTP for the carrier and by the port for a
/// member. What is refused leaves the row as it was and writes no entry.
/// </summary>
public sealed class DeliveryContractsTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    /// <summary>The calls, and the states from which each is taken. 'Countered' is requested, with a member's proposal.</summary>
    private static readonly Dictionary<string, string[]> Taken = new(StringComparer.Ordinal)
    {
        ["approve"] = ["Requested"],
        ["propose"] = ["Requested", "Countered"],
        ["decline"] = ["Requested", "Countered"],
        ["revoke"] = ["Approved", "InProgress"],
        ["rearm"] = ["Missed"],
        ["resolve"] = ["Incident"],
        ["accept"] = ["Countered"],
        ["withdraw"] = ["Requested", "Countered", "Approved"],
        ["driver"] = ["Requested", "Countered", "Approved"],
    };

    private static CancellationToken Stop => CarrierHouse.Stop;

    public static TheoryData<string, string> Cells =>
        new(
            from state in Enum.GetNames<DeliveryState>().Append("Countered")
            from call in Taken.Keys
            select (state, call));

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Call_FromEveryState_IsTakenOrRefusedAndChangesNothing(string state, string call)
    {
        var (_, handle) = await house.AddCarAsync();
        var id = await BringToAsync(state, handle);
        var before = await house.FindAsync(id);
        var entries = (await house.EntriesAsync(id)).Count;

        var isTaken = await CallAsync(call, before);

        var after = await house.FindAsync(id);
        Assert.Equal(Taken[call].Contains(state, StringComparer.Ordinal), isTaken);
        if (isTaken)
        {
            Assert.Equal(entries + 1, (await house.EntriesAsync(id)).Count);
        }
        else
        {
            Assert.Equal((before.State, before.Version, before.UpdatedAt), (after.State, after.Version, after.UpdatedAt));
            Assert.Equal(entries, (await house.EntriesAsync(id)).Count);
        }
    }

    private async Task<bool> CallAsync(string call, Delivery delivery)
    {
        var window = delivery.Window ?? delivery.Proposed[0];
        await using var page = await house.Host.OpenPageAsync(house.Owner.Account, Stop);
        var port = page.ServiceProvider.GetRequiredService<IHouseholdDeliveries>();
        return call switch
        {
            "approve" => IsDone(await port.ApproveAsync(delivery.Id, window, Stop)),
            "propose" => IsDone(await port.ProposeAsync(delivery.Id, new DeliveryWindow(house.Now.AddHours(5), house.Now.AddHours(6)), Stop)),
            "decline" => IsDone(await port.DeclineAsync(delivery.Id, "Not today", Stop)),
            "revoke" => IsDone(await port.RevokeAsync(delivery.Id, Stop)),
            "rearm" => IsDone(await port.RearmAsync(delivery.Id, Stop)),
            "resolve" => IsDone(await port.ResolveAsync(delivery.Id, "The parcel lay inside.", Stop)),
            "accept" => IsDone(await house.Nordpost.PostAsync($"deliveries/{delivery.Id}/accept", JsonSerializer.Serialize(new { window }, PortalJson.Options), Stop)),
            "withdraw" => IsDone(await house.Nordpost.PostAsync($"deliveries/{delivery.Id}/withdraw", json: null, Stop)),
            "driver" => IsDone(await house.Nordpost.PutAsync($"deliveries/{delivery.Id}/driver", """{"name":"Kim"}""", Stop)),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, "No such call."),
        };
    }

    private static bool IsDone(DeliveryOutcome outcome)
    {
        Assert.True(outcome is DeliveryOutcome.Done or DeliveryOutcome.NoLongerPossible, outcome.ToString());
        return outcome == DeliveryOutcome.Done;
    }

    private static bool IsDone(ApiResponse answer)
    {
        if (answer.Status == 200)
            return true;
        Assert.Equal((409, "not_possible"), (answer.Status, answer.Code));
        return false;
    }

    /// <summary>By the steps that lead there, as they happen.</summary>
    private async Task<DeliveryId> BringToAsync(string state, string handle)
    {
        var answers = house.Host.Get<Answers>();
        var id = await house.Nordpost.RequestAsync(handle, house.Now, Stop, (-30, 120));
        var opening = PortalId.New<OpeningId>(house.Now);
        switch (state)
        {
            case "Requested":
                break;
            case "Countered":
                await answers.ProposeAsync(house.Owner.Account, id, new DeliveryWindow(house.Now.AddHours(3), house.Now.AddHours(4)), Stop);
                break;
            case "Declined":
                await answers.DeclineAsync(house.Owner.Account, id, "No", Stop);
                break;
            case "Withdrawn":
                await house.Nordpost.PostAsync($"deliveries/{id}/withdraw", json: null, Stop);
                break;
            case "Lapsed":
                await TellAsync(tx => house.Host.Services.GetServices<ITimerHandler>().Single(timer => timer.Kind == TimerKind.DeliveryLapses)
                    .Fire(tx, id.Value, house.Now, late: false, house.Now));
                break;
            default:
                await house.ApproveAsync(id);
                await FromApprovedAsync(state, id, opening);
                break;
        }

        Assert.Equal(state == "Countered" ? "Requested" : state, (await house.FindAsync(id)).State.ToString());
        return id;
    }

    private async Task FromApprovedAsync(string state, DeliveryId id, OpeningId opening)
    {
        var outcome = house.Host.Get<IGrantOutcome>();
        if (state == "Approved")
            return;
        if (state == "Revoked")
        {
            await house.Host.Get<Answers>().RevokeAsync(house.Owner.Account, id, Stop);
            return;
        }

        await TellAsync(tx => outcome.Began(tx, id, opening, house.Now));
        switch (state)
        {
            case "InProgress":
                break;
            case "Completed":
                await TellAsync(tx => outcome.Secured(tx, id, opening, late: false, house.Now));
                break;
            case "Missed":
                await TellAsync(
                    tx =>
                    {
                        Grants.Revoke(tx, id); // What a spent grant is to the next one: no longer live.
                        outcome.NeverOpened(tx, id, opening, house.Now);
                    });
                break;
            case "Incident" or "Resolved":
                await TellAsync(tx => outcome.Incident(tx, id, "left_open", house.Now));
                if (state == "Resolved")
                    await house.Host.Get<Answers>().ResolveAsync(house.Owner.Account, id, "Seen.", Stop);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state, "No way leads there: add one.");
        }
    }

    private Task TellAsync(Action<Transaction> work) => house.Database.WriteAsync(work, Stop);
}
