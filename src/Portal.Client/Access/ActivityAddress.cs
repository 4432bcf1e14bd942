using System.Globalization;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Controls;

namespace Portal.Client.Access;

/// <summary>
/// A filter of Activity as it stands in the address, so that a link, a reload and an export mean the same. What is not understood does not
/// narrow.
/// </summary>
public sealed record ActivityAddress
{
    private const string DayForm = "yyyy-MM-dd";

    public string? Text { get; init; }

    /// <summary>A group's word: <c>denied</c>.</summary>
    public string? Kind { get; init; }

    public string? AccessPoint { get; init; }

    /// <summary>The id of a person or of a carrier.</summary>
    public string? Who { get; init; }

    /// <summary>The first day, <c>2026-11-24</c>.</summary>
    public string? From { get; init; }

    /// <summary>The last day.</summary>
    public string? To { get; init; }

    public ActivityGroup? Group => Words.TryParse<ActivityGroup>(Kind, out var group) ? group : null;

    public bool IsNarrow => this != new ActivityAddress();

    /// <summary>Whether something is set that the row of chips does not show.</summary>
    public bool IsDetailed => AccessPoint is not null || Who is not null || From is not null || To is not null;

    /// <summary>The names and values of the query.</summary>
    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["q"] = Written(Text),
        ["kind"] = Written(Kind),
        ["accessPoint"] = Written(AccessPoint),
        ["who"] = Written(Who),
        ["from"] = Written(From),
        ["to"] = Written(To),
    };

    /// <param name="zone">By which clock the days are meant (IANA).</param>
    public ActivityFilter ToFilter(string zone) => new()
    {
        Text = Text is { Length: > 0 and <= ActivityFilter.LongestText } text ? text : null,
        Group = Group,
        AccessPoint = PortalId.TryParse<AccessPointId>(AccessPoint, out var point) ? point : null,
        Person = PortalId.TryParse<AccountId>(Who, out var person) ? person : null,
        Carrier = PortalId.TryParse<CarrierId>(Who, out var carrier) ? carrier : null,
        From = DayOf(From) is { } first ? PlaceClock.StartOf(first, zone) : null,
        To = DayOf(To) is { } last ? PlaceClock.StartOf(last.PlusDays(1), zone) : null,
    };

    private static NodaTime.LocalDate? DayOf(string? day) =>
        DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read.Year is > 1970 and < 9999
            ? NodaTime.LocalDate.FromDateOnly(read)
            : null;

    private static string? Written(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
