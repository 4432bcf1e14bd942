namespace Portal.Device;

/// <summary>What became of a <see cref="DeviceOrder"/>: done (for a drive: it started), or failed and why.</summary>
public sealed record OrderOutcome
{
    /// <summary>The device obeyed.</summary>
    public static readonly OrderOutcome Done = new();

    /// <summary>The device has no such part.</summary>
    public static readonly OrderOutcome NotSupported = Failed("not_supported");

    /// <summary>The order's time was over before anything moved.</summary>
    public static readonly OrderOutcome Expired = new() { IsExpired = true };

    /// <summary>Nobody is told what became of it: for those who want to see what silence does (S05).</summary>
    internal static readonly OrderOutcome Unanswered = new() { IsUnanswered = true };

    /// <summary>Whether the order's time was over before anything moved.</summary>
    public bool IsExpired { get; private init; }

    /// <summary>Whether nobody is to be told.</summary>
    internal bool IsUnanswered { get; private init; }

    /// <summary>Null when it was done; otherwise lower snake case: <c>jammed</c>, <c>door_open</c> …</summary>
    public string? Error { get; private init; }

    /// <summary>The device tried and could not.</summary>
    public static OrderOutcome Failed(string error) => new() { Error = error };
}
