using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The rehearsal of a window: what would go wrong if it began now. Pure.</summary>
internal static class Readiness
{
    /// <summary>A battery that could be empty by the window.</summary>
    private const int LeastBatteryPercent = 20;

    /// <summary>How long before a window it is rehearsed.</summary>
    public static IReadOnlyList<TimeSpan> Ahead { get; } = [TimeSpan.FromHours(24), TimeSpan.FromHours(2), TimeSpan.FromMinutes(15)];

    /// <summary>How soon what failed is looked at again, while the window has not begun.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    /// <summary>When a window is rehearsed next; null when it is not any more.</summary>
    public static DateTimeOffset? Next(DateTimeOffset windowStart, bool hasFailed, DateTimeOffset now)
    {
        var ahead = Ahead.Select(ahead => windowStart - ahead).Where(at => at > now).ToList();
        if (hasFailed && now + Again < windowStart)
            ahead.Add(now + Again);
        return ahead.Count == 0 ? null : ahead.Min();
    }

    /// <summary>What fails, in the order in which to look at it.</summary>
    public static IEnumerable<ReadinessFault> Check(ReadinessFacts facts)
    {
        if (facts.Device is not { } device)
        {
            yield return ReadinessFault.NoDevice;
        }
        else
        {
            if (!device.IsHeard)
                yield return ReadinessFault.Silent;
            if (device is { RunsOnBattery: true, BatteryPercent: null })
                yield return ReadinessFault.BatteryUnknown;
            if (device.BatteryPercent <= LeastBatteryPercent)
                yield return ReadinessFault.BatteryLow;
            if (device.ClockSuspect)
                yield return ReadinessFault.ClockOff;
            if (!device.ContactProven)
                yield return ReadinessFault.ContactUnproven;
            if (!device.HoldsCodes)
                yield return ReadinessFault.CodesNotHeld;
        }

        if (!facts.IsReached)
            yield return ReadinessFault.NobodyReached;
        if (facts.HasChecklist)
            yield return ReadinessFault.Checklist;
    }
}

/// <summary>What a rehearsal looks at.</summary>
/// <param name="Device">The device that would open; null while none is paired.</param>
/// <param name="HasChecklist">The owner has a list of what to do before a window.</param>
/// <param name="IsReached">Notifications arrive where people asked for them.</param>
internal sealed record ReadinessFacts(DeviceReadiness? Device, bool HasChecklist, bool IsReached = true);

/// <summary>The device as far as a rehearsal goes.</summary>
internal sealed record DeviceReadiness
{
    /// <summary>What it said last may still be believed.</summary>
    public required bool IsHeard { get; init; }

    public required bool RunsOnBattery { get; init; }

    public required int? BatteryPercent { get; init; }

    public required bool ClockSuspect { get; init; }

    /// <summary>Since it was paired its contact has told an opening and then a closing.</summary>
    public required bool ContactProven { get; init; }

    /// <summary>Where codes are to work without the line: it has acknowledged what it needs for this window.</summary>
    public bool HoldsCodes { get; init; } = true;
}
