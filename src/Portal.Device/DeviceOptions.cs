namespace Portal.Device;

/// <summary>What a <see cref="DeviceClient"/> needs from the device that it speaks for.</summary>
public sealed record DeviceOptions
{
    /// <summary>Folder for the key, the pairing and the events not yet acknowledged; for this device alone.</summary>
    public required string Directory { get; init; }

    /// <summary>What the device says of itself.</summary>
    public required DeviceDescription Description { get; init; }

    /// <summary>Reads how the device stands. Called before each heartbeat; must agree with what was reported.</summary>
    public required Func<CancellationToken, ValueTask<DeviceStatus>> Status { get; init; }

    /// <summary>
    /// Does what is ordered, and reports what moved with the order's <c>commandId</c>. Never called twice for one command of the
    /// portal, also after a restart. It should answer within seconds; a drive answers once it has started.
    /// </summary>
    public required Func<DeviceOrder, CancellationToken, ValueTask<OrderOutcome>> Obey { get; init; }

    /// <summary>Hears what happens. It is called in the middle of things: be quick, and do not throw.</summary>
    public Action<DeviceNews> News { get; init; } = static _ => { };

    /// <summary>The clock and the timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The cable, for those who want to cut it.</summary>
    internal NetworkSwitch Network { get; init; } = new();

    /// <summary>How wrong the clock is at a time, for those who want it wrong.</summary>
    internal Func<DateTimeOffset, TimeSpan>? ClockError { get; init; }
}
