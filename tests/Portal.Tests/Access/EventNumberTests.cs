using Portal.Access;
using Portal.Client.Access;
using EventNumber = Portal.Access.EventNumber;

namespace Portal.Tests.Access;

/// <summary>S20: events are ordered by epoch, then by number; which of them belong to an opening; and what each kind says of the two facts.</summary>
public sealed class EventNumberTests
{
    [Fact]
    public void S20_EpochThenNumber_IsTheOrder()
    {
        EventNumber[] inOrder = [default, new(1, 1), new(1, 2), new(1, 10), new(2, 1), new(2, 2)];
        foreach (var (one, i) in inOrder.Select((number, i) => (number, i)))
        {
            foreach (var (other, j) in inOrder.Select((number, j) => (number, j)))
                Assert.Equal((i > j, i < j, i >= j, i <= j), (one > other, one < other, one >= other, one <= other));
        }
    }

    [Fact]
    public void Holds_AfterTheDecision_UpToWhatSecuredIt()
    {
        var opening = new Opening { Id = new OpeningId("opn_1"), GrantedAt = DateTimeOffset.UnixEpoch, After = new EventNumber(1, 5) };
        Assert.False(opening.Holds(new EventNumber(1, 5), securedBy: null));
        Assert.True(opening.Holds(new EventNumber(1, 6), securedBy: null));
        Assert.True(opening.Holds(new EventNumber(1, 9), securedBy: new EventNumber(1, 9)));
        Assert.False(opening.Holds(new EventNumber(1, 10), securedBy: new EventNumber(1, 9)));
    }

    [Theory]
    [InlineData("locked", LockState.Locked, null, null)]
    [InlineData("unlocked", LockState.Unlocked, null, null)]
    [InlineData("lock_jammed", LockState.Jammed, null, null)]
    [InlineData("door_opened", null, DoorState.Open, null)]
    [InlineData("door_forced_open", null, DoorState.Open, null)]
    [InlineData("door_closed", null, DoorState.Closed, null)]
    [InlineData("door_ajar", null, DoorState.Ajar, null)]
    [InlineData("door_opening", null, DoorState.Opening, null)]
    [InlineData("door_closing", null, DoorState.Closing, null)]
    [InlineData("tamper", null, null, true)]
    [InlineData("tamper_cleared", null, null, false)]
    [InlineData("door_obstructed", null, null, null)]
    [InlineData("something_new", null, null, null)]
    public void S01_EachKind_SaysSomethingOfOneFactAtMost(string kind, LockState? bolt, DoorState? door, bool? tampered) =>
        Assert.Equal((bolt, door, tampered), (FactKinds.LockOf(kind), FactKinds.DoorOf(kind), FactKinds.TamperOf(kind)));
}
