using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Tests.Access;

/// <summary>A garage door moves by command only where nobody is under it unwarned (S08).</summary>
public sealed class RemoteCloseTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S08_DriveThatWarns_IsAskedToClose()
    {
        await GarageAsync(Capabilities.DoorDrive, Capabilities.CloseWarning);

        Assert.Equal(CommandOutcome.Asked, await CloseAsync());
        Assert.Equal(CommandNames.Close, Assert.Single(_house.Link.Sent).Name);
    }

    [Fact]
    public async Task S08_DriveThatDoesNotWarn_IsNeverAsked()
    {
        await GarageAsync(Capabilities.DoorDrive);

        Assert.Equal(CommandOutcome.NoCloseWarning, await CloseAsync());
        Assert.Empty(_house.Link.Sent);
        Assert.Equal(0, await _house.CountAsync("command"));
    }

    [Fact]
    public async Task S08_AfterOneReversal_APersonMayAskOnceMore()
    {
        await GarageAsync(Capabilities.DoorDrive, Capabilities.CloseWarning);
        await TurnBackAsync();

        Assert.Equal(CommandOutcome.Asked, await CloseAsync());
    }

    [Fact]
    public async Task S08_AfterTwoReversals_IsSuspendedUntilSomebodyActedAtTheDoor()
    {
        await GarageAsync(Capabilities.DoorDrive, Capabilities.CloseWarning);
        await TurnBackAsync();
        await TurnBackAsync();

        Assert.Equal(CommandOutcome.CloseSuspended, await CloseAsync());
        Assert.Empty(_house.Link.Sent);

        await _house.ReportAsync("door_closing/manual");
        Assert.Equal(CommandOutcome.Asked, await CloseAsync());
    }

    [Theory]
    [InlineData("door_obstructed door_obstructed", 2)]
    [InlineData("door_opened/auto door_opening/auto door_obstructed door_closing/remote door_opened/auto door_obstructed", 2)]
    [InlineData("door_obstructed door_closed door_obstructed", 1)]
    [InlineData("door_obstructed door_opening/manual door_obstructed", 1)]
    [InlineData("door_obstructed door_opened/key door_obstructed", 1)]
    [InlineData("door_obstructed door_opening/keypad door_obstructed", 1)]
    [InlineData("door_closed", 0)]
    [InlineData("", 0)]
    public void S08_Reversals_AreCountedSinceSomebodyActedOrItCameToShut(string newestFirst, int count) => Assert.Equal(
        count,
        RemoteClose.Reversals(newestFirst.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('/')).Select(parts => (parts[0], parts.ElementAtOrDefault(1)))));

    private Task<CommandOutcome> CloseAsync() => _house.Commands.LockAsync(_house.House.Owner, _house.House.Car, AccessHouse.Stop);

    private Task TurnBackAsync() => _house.ReportAsync("door_closing/remote", EventKinds.DoorObstructed, "door_opening/auto", "door_opened/auto");

    private async Task GarageAsync(params IReadOnlyList<string> capabilities)
    {
        await _house.BecomeAsync(AccessPointKind.Garage, "garage-opener", capabilities);
        await _house.ReportAsync("door_opened/remote");
    }
}
