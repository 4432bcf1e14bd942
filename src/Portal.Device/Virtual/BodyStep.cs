namespace Portal.Device.Virtual;

/// <summary>What came of something that was done to a body: how it is now, what it has to report, or why nothing moved.</summary>
internal sealed record BodyStep(BodyState Next, IReadOnlyList<BodyReport> Reports, string? Error = null)
{
    /// <summary>Nothing moved.</summary>
    public static BodyStep Refused(BodyState state, string error) => new(state, [], error);

    /// <summary>The device has no such part.</summary>
    public static BodyStep NotSupported(BodyState state) => Refused(state, "not_supported");

    /// <summary>Nothing had to move.</summary>
    public static BodyStep Nothing(BodyState state) => new(state, []);
}

/// <summary>An event in the making.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Data">Becomes its data.</param>
internal sealed record BodyReport(string Kind, object Data);
