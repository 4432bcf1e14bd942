using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What is to happen when a timer of one kind comes due. Whoever set the timer implements it; the watch calls it in the transaction that
/// takes the timer's row away, so it happens once (S19).
/// </summary>
internal interface ITimerHandler
{
    TimerKind Kind { get; }

    /// <param name="tx">The transaction that removed the timer.</param>
    /// <param name="subject">The id of what the timer watched.</param>
    /// <param name="dueAt">When it came due.</param>
    /// <param name="late">It came due while the portal was down.</param>
    /// <param name="now">Now.</param>
    void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now);
}
