using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <content>What can go wrong with it, as switches. Each stays until it is ended, also when the process is killed; the cut network does not.</content>
public sealed partial class VirtualDevice
{
    private volatile bool _isCut;

    /// <summary>Whether its network is cut, it is underground, or its battery is empty.</summary>
    public bool IsCut => _network.IsCut;

    /// <summary>What is wrong with it now, in the words that <c>--fault</c> takes; the cut network is <c>cut</c>.</summary>
    public IReadOnlyList<string> Faults => _isCut ? ["cut", .. _state.Faults] : _state.Faults;

    /// <summary>One of <see cref="DoorWords"/>: where the door is, whatever its contact says.</summary>
    public string TrueDoor => _state.TrueDoorWord;

    /// <summary>The line drops and none can be had. The body goes on.</summary>
    public Task CutNetworkAsync()
    {
        _isCut = true;
        ApplyCable();
        return Task.CompletedTask;
    }

    /// <summary>The network is back.</summary>
    public Task RestoreNetworkAsync()
    {
        _isCut = false;
        ApplyCable();
        return Task.CompletedTask;
    }

    /// <summary>In an underground car park: no network, and no satellites; or back in the daylight.</summary>
    public Task<OrderOutcome> GoUndergroundAsync(bool isUnderground, CancellationToken cancellationToken) => ActAsync(
        (state, _) => state.Lat is null ? BodyStep.NotSupported(state) : _gps.Hide(state, isUnderground), cancellationToken);

    /// <summary>Something blocks the bolt, or no longer does: then the device locks what should be locked.</summary>
    public Task<OrderOutcome> JamAsync(bool isJammed, CancellationToken cancellationToken) => ActAsync(
        (state, now) => state.Bolt == Bolt.None
            ? BodyStep.NotSupported(state)
            : BodyStep.Nothing(state with { IsJammed = isJammed, LockAt = state.IsStuck && !isJammed ? now : state.LockAt }),
        cancellationToken);

    /// <summary>Something stands in the way of the garage door: closing, it meets it and goes up again (S08).</summary>
    public Task<OrderOutcome> BlockAsync(bool isBlocked, CancellationToken cancellationToken) =>
        ActAsync((state, now) => _body.Block(state, isBlocked, now), cancellationToken);

    /// <summary>Somebody breaks it open.</summary>
    public Task<OrderOutcome> ForceAsync(CancellationToken cancellationToken) => ActAsync((state, _) => _body.Force(state), cancellationToken);

    /// <summary>Somebody works on the device itself, or has left.</summary>
    public Task<OrderOutcome> TamperAsync(bool isTampered, CancellationToken cancellationToken) => ActAsync(
        (state, _) => !_options.Profile.UsualCapabilities.Contains(Capabilities.Tamper)
            ? BodyStep.NotSupported(state)
            : new BodyStep(
                state with { IsTampered = isTampered },
                state.IsTampered == isTampered ? [] : [new BodyReport(isTampered ? EventKinds.Tamper : EventKinds.TamperCleared, new Cause(null))]),
        cancellationToken);

    /// <summary>A magnet at the contact: it goes on saying what it says now. Honest again, it says how the door stands.</summary>
    public Task<OrderOutcome> LieAsync(bool isLying, CancellationToken cancellationToken) => ActAsync(
        (state, _) => state.Door == Door.None
            ? BodyStep.NotSupported(state)
            : BodyStep.Nothing(state with { ContactSays = isLying ? state.ContactSays ?? state.Door : null }),
        cancellationToken);

    /// <summary>It hears commands and codes, and neither obeys nor answers (S05); it beats all the same. Or it is well again.</summary>
    public Task<OrderOutcome> DieAsync(bool isDead, CancellationToken cancellationToken) =>
        ActAsync((state, _) => BodyStep.Nothing(state with { IsDead = isDead }), cancellationToken);

    /// <summary>The clock is wrong, goes wrong further, and does not follow the portal's; null for one that does.</summary>
    /// <param name="offset">How far it is ahead; negative for behind.</param>
    /// <param name="ppm">What it gains, in millionths; negative for what it loses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<OrderOutcome> SetClockWrongAsync(TimeSpan? offset, double ppm, CancellationToken cancellationToken) => ActAsync(
        (state, now) => BodyStep.Nothing(state with { Clock = offset is { } ahead ? new ClockError(ahead, ppm, now) : null }), cancellationToken);

    /// <summary>The battery has this charge, in percent; empty, the device is silent.</summary>
    public Task<OrderOutcome> SetBatteryAsync(int percent, CancellationToken cancellationToken) =>
        ActAsync((state, now) => Battery.Charge(state, percent, now), cancellationToken);

    /// <summary>The battery loses so many percent an hour from now on; 0 for none.</summary>
    public Task<OrderOutcome> DrainAsync(double percentPerHour, CancellationToken cancellationToken) =>
        ActAsync((state, now) => Battery.Drain(state, percentPerHour, now), cancellationToken);

    /// <summary>The camera goes on showing what it sees now, or sees again.</summary>
    public Task<OrderOutcome> FreezeCameraAsync(bool isFrozen, CancellationToken cancellationToken) => ActAsync(
        (state, _) => HasCamera
            ? BodyStep.Nothing(state with { FrozenAt = isFrozen ? state.FrozenAt ?? Clock.Now : null })
            : BodyStep.NotSupported(state),
        cancellationToken);

    /// <summary>A copy of the device signs in once with its key, and is gone (S21). Fails where the portal did not take it.</summary>
    public async Task<OrderOutcome> BeCopiedAsync(CancellationToken cancellationToken) =>
        await KeyThief.SignInAsync(_options.Directory, Clock, _options.Time, cancellationToken) ? OrderOutcome.Done : OrderOutcome.Failed("not_signed_in");

    // The cable is the sum of what keeps the device from the world.
    private void ApplyCable()
    {
        if (_isCut || _state.LastFix is not null || _state.BatteryPercent == 0)
            _network.Cut();
        else
            _network.Restore();
    }
}
