using Portal.Client.Access;

namespace Portal.Client.Deliveries;

/// <summary>The filter of the deliveries as it stands in the address: a link, a reload and 'back' show the same. What is not understood does not narrow.</summary>
public sealed record DeliveriesAddress
{
    public string? Text { get; init; }

    /// <summary>A stage's word: <c>called_off</c>.</summary>
    public string? State { get; init; }

    public string? AccessPoint { get; init; }

    public DeliveryStage? Stage => Words.TryParse<DeliveryStage>(State, out var stage) ? stage : null;

    /// <summary>Whether it leaves something out.</summary>
    public bool IsNarrow => ToFilter() != new DeliveryFilter();

    /// <summary>The names and values of the query.</summary>
    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["q"] = Written(Text),
        ["state"] = Written(State),
        ["accessPoint"] = Written(AccessPoint),
    };

    public DeliveryFilter ToFilter() => new()
    {
        States = Stage is { } stage ? DeliveryStages.Of(stage) : null,
        AccessPoint = PortalId.TryParse<AccessPointId>(AccessPoint, out var point) ? point : null,
        Text = Written(Text) is { Length: <= DeliveryFilter.LongestText } text ? text : null,
    };

    private static string? Written(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
