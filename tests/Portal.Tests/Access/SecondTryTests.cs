using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Tests.Deliveries;

namespace Portal.Tests.Access;

/// <summary>What a re-armed delivery opens, and what an incident that a person resolved keeps shut.</summary>
public sealed class SecondTryTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S10_Rearmed_OpensOnceWithTheNewCodeAndNeverWithTheOld()
    {
        var delivery = await _house.ReadyAsync();
        var old = await _house.CodeOfAsync(delivery);
        await UnlockAndLeaveAsync(old);
        Assert.Equal(DeliveryState.Missed, await StateOfAsync(delivery));

        Assert.Equal(DeliveryOutcome.Done, await _house.House.Answers.RearmAsync(_house.House.Owner, delivery, AccessHouse.Stop));
        Assert.Equal(DenialReason.AlreadyUsed, (await _house.TypeAsync(old)).Decision.Reason);
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.ReportAsync(answer.CommandId, "unlocked!", "door_opened", "door_closed", "locked");

        Assert.Equal(DeliveryState.Completed, await StateOfAsync(delivery));
        Assert.Equal("spent", await _house.House.GrantStateAsync(delivery));
        Assert.Equal(2, await _house.CountAsync("opening"));
        var past = await _house.House.Database.ReadAsync(
            connection => DeliveryViews.Listed(connection, _house.House.Viewer, DeliveryQuery.Of(_house.House.Viewer, new DeliveryFilter(), before: null, 10)), AccessHouse.Stop);
        Assert.Equal(answer.OpeningId, Assert.Single(past).Opening?.Id);
    }

    [Fact]
    public async Task Rearmed_NotUsed_IsMissedAtTheEndOfItsWindow()
    {
        var delivery = await _house.ReadyAsync();
        await UnlockAndLeaveAsync(await _house.CodeOfAsync(delivery));
        await _house.House.Answers.RearmAsync(_house.House.Owner, delivery, AccessHouse.Stop);

        _house.House.Time.SetUtcNow(SomeDelivery.Now.AddHours(2));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);

        var missed = await _house.House.FindAsync(delivery);
        Assert.Equal((DeliveryState.Missed, "window_over"), (missed.State, missed.Reason));
    }

    [Fact]
    public async Task S06_Resolved_NothingElseIsOpenedUntilTheDeviceReportsSecured()
    {
        var first = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(first));
        await _house.ReportAsync(answer.CommandId, "unlocked!", "door_opened");
        await _house.House.Database.WriteAsync(tx => _house.House.Outcome.Incident(tx, first, "left_open", _house.Now), AccessHouse.Stop);
        Assert.Equal(
            DeliveryOutcome.Done, await _house.House.Answers.ResolveAsync(_house.House.Owner, first, "It stands open.", AccessHouse.Stop));

        var second = await _house.House.RequestAsync();
        await _house.House.Answers.ApproveAsync(_house.House.Owner, second, SomeDelivery.Window(1, 2), AccessHouse.Stop);
        var refused = await _house.TypeAsync(await _house.CodeOfAsync(second));
        await _house.ReportAsync("door_closed", "locked");
        var granted = await _house.TypeAsync(await _house.CodeOfAsync(second));

        Assert.Equal(DenialReason.NotSecuredBefore, refused.Decision.Reason);
        Assert.True(granted.Decision.IsGranted);
        Assert.Equal(DeliveryState.Resolved, await StateOfAsync(first));
    }

    /// <summary>The code is typed, the box unlocks, nobody opens, and the box locks again.</summary>
    private async Task UnlockAndLeaveAsync(string code)
    {
        var answer = await _house.TypeAsync(code);
        await _house.ReportAsync(answer.CommandId, "unlocked!", "locked");
        for (var i = 0; i < 3; i++)
        {
            _house.House.Time.Advance(TimeSpan.FromSeconds(22));
            await _house.BeatAsync(LockState.Locked, DoorState.Closed);
        }

        await _house.Timers.FireDueAsync(AccessHouse.Stop);
    }

    private async Task<DeliveryState> StateOfAsync(DeliveryId delivery) => (await _house.House.FindAsync(delivery)).State;
}
