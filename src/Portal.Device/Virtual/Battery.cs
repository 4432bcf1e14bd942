using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>A battery that loses its charge one percent after the other, and says so each time.</summary>
internal sealed class Battery : Part
{
    /// <summary>The charge is this now.</summary>
    public static BodyStep Charge(BodyState state, int percent, DateTimeOffset now) => state.BatteryPercent is null
        ? BodyStep.NotSupported(state)
        : Say(state with { BatteryPercent = percent, DrainedAt = state.DrainPerHour > 0 ? now : null });

    /// <summary>From now on it loses so many percent an hour; 0 for none.</summary>
    public static BodyStep Drain(BodyState state, double perHour, DateTimeOffset now) => state.BatteryPercent is null
        ? BodyStep.NotSupported(state)
        : BodyStep.Nothing(state with { DrainPerHour = perHour, DrainedAt = perHour > 0 ? now : null });

    /// <summary>Reports the charge.</summary>
    public static BodyStep Say(BodyState state) => state.BatteryPercent is { } percent
        ? new BodyStep(state, [new BodyReport(EventKinds.Battery, new { percent })])
        : BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep Pass(BodyState state, DateTimeOffset now)
    {
        if (NextDue(state) > now || state is not { DrainedAt: { } since, BatteryPercent: > 0 and var percent })
            return BodyStep.Nothing(state);
        var lost = Math.Clamp((int)((now - since).TotalHours * state.DrainPerHour), 1, percent);
        return Say(state with { BatteryPercent = percent - lost, DrainedAt = since.AddHours(lost / state.DrainPerHour) });
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextDue(BodyState state) =>
        state is { DrainedAt: { } since, DrainPerHour: > 0, BatteryPercent: > 0 } ? since.AddHours(1 / state.DrainPerHour) : null;
}
