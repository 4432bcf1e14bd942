using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <content>What can go wrong with it, as switches.</content>
public sealed partial class VirtualDevice
{
    /// <summary>Whether its network is cut.</summary>
    public bool IsCut => _network.IsCut;

    /// <summary>Underground: the line drops and none can be had. The body goes on.</summary>
    public Task CutNetworkAsync()
    {
        _network.Cut();
        return Task.CompletedTask;
    }

    /// <summary>Back in the daylight.</summary>
    public Task RestoreNetworkAsync()
    {
        _network.Restore();
        return Task.CompletedTask;
    }

    /// <summary>Something blocks the bolt, or no longer does: then the device locks what should be locked.</summary>
    public Task<OrderOutcome> JamAsync(bool isJammed, CancellationToken cancellationToken) => ActAsync(
        (state, now) => state.Bolt == Bolt.None
            ? BodyStep.Refused(state, "not_supported")
            : BodyStep.Nothing(state with { IsJammed = isJammed, LockAt = state.IsStuck && !isJammed ? now : state.LockAt }),
        cancellationToken);

    /// <summary>Somebody works on the device itself, or has left.</summary>
    public Task<OrderOutcome> TamperAsync(bool isTampered, CancellationToken cancellationToken) => ActAsync(
        (state, _) => !_options.Profile.UsualCapabilities.Contains(Capabilities.Tamper)
            ? BodyStep.Refused(state, "not_supported")
            : new BodyStep(
                state with { IsTampered = isTampered },
                state.IsTampered == isTampered ? [] : [new BodyReport(isTampered ? EventKinds.Tamper : EventKinds.TamperCleared, new Cause(null))]),
        cancellationToken);

    /// <summary>The car is somewhere else, and stands there or drives on.</summary>
    public Task<OrderOutcome> MoveAsync(double latitude, double longitude, bool isMoving, CancellationToken cancellationToken) => ActAsync(
        (state, _) => state.Lat is null
            ? BodyStep.Refused(state, "not_supported")
            : SayPosition(state with { Lat = latitude, Lon = longitude, IsMoving = isMoving }),
        cancellationToken);

    /// <summary>The battery has this charge.</summary>
    public Task<OrderOutcome> SetBatteryAsync(int percent, CancellationToken cancellationToken) => ActAsync(
        (state, _) => state.BatteryPercent is null
            ? BodyStep.Refused(state, "not_supported")
            : SayBattery(state with { BatteryPercent = percent }),
        cancellationToken);
}
