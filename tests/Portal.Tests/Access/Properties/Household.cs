using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Tests.Access.Properties;

/// <summary>What members, the carrier and the operator do in a story, and what they remember of it.</summary>
internal sealed class Household(AccessHouse house, Neighbour home, Box box, Rulebook rules, Tally tally)
{
    private readonly LedgerWriter _ledger = new(new LedgerSignal());
    private int _drivers;
    private bool _hasApprover = true;
    private StandingRuleId? _rule;

    private Database Database => house.House.Database;

    public Task DoAsync(Step step) => step switch
    {
        Ask { ByHand: true } ask => ExpectAsync(ask),
        Ask ask => RequestAsync(ask),
        Answer answer => rules.Promises.ElementAtOrDefault(answer.Delivery) is { } promise ? AnswerAsync(promise, answer.Reply) : Task.CompletedTask,
        Pause pause => PauseAsync(pause.Everything),
        Lift lift => LiftAsync(lift.Everything),
        Think think => ThinkAsync(think.Opinion),
        OwnUnlock => UnlockAsync(),
        LetApprove let => LetApproveAsync(let.On),
        Leave => LeaveAsync(),
        SendToDepot => SendToDepotAsync(),
        Acknowledge => AcknowledgeAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

    /// <summary>Codes that have changed by themselves are handed over again.</summary>
    public async Task TakeKeysAsync()
    {
        foreach (var promise in rules.Promises.Where(promise => promise.Keys.Count > 0))
            await TakeKeyAsync(promise);
    }

    private AccessPoints Points => new(Database, _ledger, house.House.Time);

    private DeliveryWindow WindowOf(Ask ask) =>
        new(house.Now.AddMinutes(ask.InMinutes), house.Now.AddMinutes(ask.InMinutes + ask.Minutes));

    private async Task RequestAsync(Ask ask)
    {
        var window = WindowOf(ask);
        var request = new NewRequest { Handle = home.Handle, TrackingNumber = "NP1", Parcel = new Parcel(), Windows = [window] };
        var now = house.Now;
        var made = await Database.WriteAsync(tx => house.House.Requests.Request(tx, home.Carrier, request, now), AccessHouse.Stop);
        if (made is null)
            return;
        var promise = new Promise { Id = made.Id, IsByHand = false, Asked = window };
        rules.Promises.Add(promise);
        if (made.State != DeliveryState.Approved)
            return;
        if (rules.AgainstRule().ToList() is { Count: > 0 } faults)
            throw new BrokenRuleException(string.Join("; ", faults));
        tally.ByRule++;
        await AgreeAsync(promise, window, now);
    }

    /// <summary>All day, every day.</summary>
    private async Task LetApproveAsync(bool on)
    {
        if (_rule is { } made)
        {
            Assert.Equal(AccessOutcome.Done, await house.House.Rules.SwitchAsync(home.Owner, made, on, AccessHouse.Stop));
        }
        else if (on)
        {
            var draft = new StandingRuleDraft { AccessPoint = home.Place, Carrier = home.Carrier, Days = (Weekdays)127 };
            _rule = (await house.House.Rules.MakeAsync(home.Owner, draft, AccessHouse.Stop)).Made;
        }

        rules.IsApprovedByRule = on && _rule is not null;
    }

    /// <summary>Whoever leaves knows the links and codes of those they expected.</summary>
    private async Task LeaveAsync()
    {
        if (!_hasApprover)
            return;
        _hasApprover = false;
        foreach (var promise in rules.Promises.Where(promise => promise is { IsByHand: true, Begun: null }))
            promise.LeftWith = promise.Keys.LastOrDefault();
        var links = new HandMadeLinks(house.House.Grants, house.House.Changes);
        var members = new Members(Database, _ledger, new SessionStore(), [links], house.House.Time);
        var change = new MemberChange(home.Owner, IsFresh: true, home.Household, home.Approver);
        Assert.Equal(MemberOutcome.Done, await members.RemoveAsync(change, AccessHouse.Stop));
        await TakeKeysAsync();
    }

    private async Task SendToDepotAsync() => Assert.Equal(
        AccessOutcome.Done,
        await house.House.Settings.SetFallbackAsync(home.Owner, home.Place, new Fallback(FallbackKind.Depot), AccessHouse.Stop));

    private async Task ExpectAsync(Ask ask)
    {
        var window = WindowOf(ask);
        var draft = new HandMadeDraft { AccessPoint = home.Place, Description = "The florist", Start = window.Start, End = window.End };
        var made = await house.House.HandMade.MakeAsync(_hasApprover ? home.Approver : home.Owner, draft, AccessHouse.Stop);
        if (made.Made is not { } id)
            return;
        var promise = new Promise { Id = id, IsByHand = true, Asked = window, Window = window };
        rules.Promises.Add(promise);
        await TakeKeyAsync(promise);
    }

    private async Task AnswerAsync(Promise promise, Reply reply)
    {
        var now = house.Now;
        var middle = promise.Asked.Start + ((promise.Asked.End - promise.Asked.Start) / 2);
        switch (reply)
        {
            case Reply.Approve:
                await ApproveAsync(promise, promise.Asked);
                break;
            case Reply.ApproveHalf:
                await ApproveAsync(promise, promise.Asked with { End = middle });
                break;
            case Reply.Decline:
                promise.IsTakenBack |= await house.House.Answers.DeclineAsync(home.Owner, promise.Id, "no", AccessHouse.Stop) == DeliveryOutcome.Done;
                break;
            case Reply.Revoke:
                promise.IsTakenBack |= await house.House.Answers.RevokeAsync(home.Owner, promise.Id, AccessHouse.Stop) == DeliveryOutcome.Done;
                break;
            case Reply.Withdraw:
                promise.IsTakenBack |= await Database.WriteAsync(
                    tx => house.House.Requests.Withdraw(tx, home.Carrier, promise.Id, now), AccessHouse.Stop) == CarrierOutcome.Done;
                break;
            case Reply.NameDriver:
                await NameDriverAsync(promise, now);
                break;
            case Reply.Propose:
                await ProposeAsync(promise);
                break;
            case Reply.Accept:
                await AcceptAsync(promise);
                break;
            case Reply.Rearm:
                await RearmAsync(promise);
                break;
            case Reply.WaivePlace:
                promise.IsPlaceWaived |= await house.House.OwnerAnswers.WaivePlaceAsync(home.Owner, promise.Id, AccessHouse.Stop) == DeliveryOutcome.Done;
                break;
            case Reply.Resolve:
                promise.IsTakenBack |=
                    await house.House.Answers.ResolveAsync(home.Owner, promise.Id, "looked", AccessHouse.Stop) == DeliveryOutcome.Done;
                break;
        }
    }

    private async Task ApproveAsync(Promise promise, DeliveryWindow window)
    {
        var now = house.Now;
        if (await house.House.Answers.ApproveAsync(home.Owner, promise.Id, window, AccessHouse.Stop) != DeliveryOutcome.Done)
            return;
        await AgreeAsync(promise, window, now);
    }

    /// <summary>What is over of a window cannot be agreed to any more.</summary>
    private Task AgreeAsync(Promise promise, DeliveryWindow window, DateTimeOffset now)
    {
        promise.Window = window with { Start = window.Start > now ? window.Start : now };
        promise.IsOver = false;
        return TakeKeyAsync(promise);
    }

    /// <summary>A quarter of an hour from now, for as long as was asked.</summary>
    private async Task ProposeAsync(Promise promise)
    {
        var start = house.Now.AddMinutes(15);
        var window = new DeliveryWindow(start, start + (promise.Asked.End - promise.Asked.Start));
        if (await house.House.Answers.ProposeAsync(home.Owner, promise.Id, window, AccessHouse.Stop) == DeliveryOutcome.Done)
            promise.Asked = window;
    }

    private async Task AcceptAsync(Promise promise)
    {
        var now = house.Now;
        var outcome = await Database.WriteAsync(
            tx => house.House.Requests.Accept(tx, home.Carrier, promise.Id, promise.Asked, now), AccessHouse.Stop);
        if (outcome == CarrierOutcome.Done)
            await AgreeAsync(promise, promise.Asked, now);
    }

    /// <summary>A new grant and a new code for what was never opened: what was known of the old one is over.</summary>
    private async Task RearmAsync(Promise promise)
    {
        if (await house.House.Answers.RearmAsync(home.Owner, promise.Id, AccessHouse.Stop) != DeliveryOutcome.Done)
            return;
        (promise.Begun, promise.Misses, promise.IsToldOpened) = (null, 0, false);
        promise.Commands.Clear();
        await TakeKeyAsync(promise);
    }

    private async Task NameDriverAsync(Promise promise, DateTimeOffset now)
    {
        var driver = new NewDriver($"Driver {++_drivers}", Phone: null, PhotoUrl: null);
        var outcome = await Database.WriteAsync(
            tx => house.House.Requests.AssignDriver(tx, home.Carrier, promise.Id, driver, now), AccessHouse.Stop);
        if (outcome != CarrierOutcome.Done)
            return;
        promise.Driver = (await house.House.FindAsync(promise.Id)).Driver;
        await TakeKeyAsync(promise);
    }

    /// <summary>The code and link are handed over, if there are new ones.</summary>
    private async Task TakeKeyAsync(Promise promise)
    {
        var key = await Database.ReadAsync(
            connection => house.House.Grants.Prove(connection, promise.Id) is { } proof
                ? new Key(
                    proof.Grant,
                    proof.Code,
                    connection.QuerySingle<int>("SELECT generation FROM access_grant WHERE id = @Grant", new { proof.Grant }))
                : null,
            AccessHouse.Stop);
        if (key is not null && key != promise.Keys.LastOrDefault())
            promise.Keys.Add(key);
    }

    private async Task PauseAsync(bool everything)
    {
        Assert.Equal(AccessOutcome.Done, everything
            ? await Points.PauseHouseholdAsync(home.Viewer, home.Household, AccessHouse.Stop)
            : await Points.PauseAsync(home.Viewer, home.Place, AccessHouse.Stop));
        Remember(everything, isPaused: true);
    }

    private async Task LiftAsync(bool everything)
    {
        Assert.Equal(AccessOutcome.Done, everything
            ? await Points.LiftHouseholdPauseAsync(home.Owner, home.Household, AccessHouse.Stop)
            : await Points.LiftPauseAsync(home.Owner, home.Place, AccessHouse.Stop));
        Remember(everything, isPaused: false);
    }

    private void Remember(bool everything, bool isPaused)
    {
        if (everything)
            rules.IsEverythingPaused = isPaused;
        else
            rules.IsPlacePaused = isPaused;
    }

    private async Task ThinkAsync(Opinion opinion)
    {
        var now = house.Now;
        await Database.WriteAsync(
            tx => tx.Connection.Execute(
                opinion switch
                {
                    Opinion.Verified => "UPDATE carrier SET standing = 'verified' WHERE id = @Carrier",
                    Opinion.Suspended => "UPDATE carrier SET standing = 'suspended', suspended_at = @now WHERE id = @Carrier",
                    Opinion.Blocked =>
                        """
                        INSERT INTO carrier_block (household_id, carrier_id, blocked_at) VALUES (@Household, @Carrier, @now)
                        ON CONFLICT DO NOTHING
                        """,
                    Opinion.Unblocked => "DELETE FROM carrier_block WHERE carrier_id = @Carrier",
                },
                new { home.Carrier, home.Household, now }),
            AccessHouse.Stop);
        rules.IsCarrierVerified = opinion switch { Opinion.Verified => true, Opinion.Suspended => false, _ => rules.IsCarrierVerified };
        rules.IsCarrierBlocked = opinion switch { Opinion.Blocked => true, Opinion.Unblocked => false, _ => rules.IsCarrierBlocked };
    }

    /// <summary>While an opening of ours is in progress the owner's command is one of its commands.</summary>
    private async Task UnlockAsync()
    {
        if (await house.Commands.UnlockAsync(home.Owner, isFresh: true, home.Place, AccessHouse.Stop) != CommandOutcome.Asked)
            return;
        box.Command = house.Link.Sent.Last().Id;
        var delivery = await Database.ReadAsync(
            connection => connection.QuerySingleOrDefault<DeliveryId?>(
                """
                SELECT access_grant.delivery_id FROM command JOIN opening ON opening.id = command.opening_id
                JOIN access_grant ON access_grant.id = opening.grant_id WHERE command.id = @Command
                """,
                new { box.Command }),
            AccessHouse.Stop);
        rules.Promises.Find(promise => promise.Id == delivery)?.Commands.Add(box.Command?.Value ?? "");
    }

    private async Task AcknowledgeAsync()
    {
        var alerts = await Database.ReadAsync(connection => AlertStore.List(connection, home.Owner), AccessHouse.Stop);
        if (alerts.FirstOrDefault(alert => alert.State == AlertState.Open) is { } alert)
            await house.Answers.AcknowledgeAsync(home.Owner, alert.Id, AccessHouse.Stop);
    }
}
