namespace Portal.Accounts;

/// <summary>What an owner chose, in days. A shorter time counts a day later, so that whoever regrets it, or another owner, can still take it back.</summary>
internal sealed class RetentionChoice
{
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public int Days { get; init; }

    /// <summary>What held when it was chosen.</summary>
    public int DaysBefore { get; init; }

    public DateTimeOffset SetAt { get; init; }

    public int DaysAt(DateTimeOffset now) => ShorterFrom(now) is null ? Days : DaysBefore;

    /// <summary>From when the shorter time counts; null when it does already, or is none.</summary>
    public DateTimeOffset? ShorterFrom(DateTimeOffset now) => Days < DaysBefore && now < SetAt + Grace ? SetAt + Grace : null;
}
