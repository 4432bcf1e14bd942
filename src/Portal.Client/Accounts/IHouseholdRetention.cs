namespace Portal.Client.Accounts;

/// <summary>
/// How long the signed-in person's households keep what. Everybody there reads it; an owner sets it, between what the operator sets as the least and the
/// most.
/// </summary>
public interface IHouseholdRetention
{
    /// <summary>Each household with its times, in the order of joining.</summary>
    Task<IReadOnlyList<HouseholdRetentionView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps things of one kind for so many days, those that are there already too: an owner, who signed in recently. A shorter time counts a day later, so
    /// that it can be taken back: then what is older is erased for good.
    /// </summary>
    Task<RetentionOutcome> SetAsync(HouseholdId household, RetentionKind kind, int days, CancellationToken cancellationToken);
}

/// <summary>A household and how long it keeps what.</summary>
public sealed record HouseholdRetentionView(HouseholdView Household, IReadOnlyList<RetentionView> Kinds);

/// <summary>How long things of one kind are kept, in days.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Days">How long.</param>
/// <param name="Least">What the operator allows at least.</param>
/// <param name="Most">What the operator allows at most.</param>
/// <param name="ShorterFrom">It was made shorter, and does not count yet: from when it does.</param>
public sealed record RetentionView(RetentionKind Kind, int Days, int Least, int Most, DateTimeOffset? ShorterFrom = null);

/// <summary>What became of it.</summary>
public enum RetentionOutcome
{
    Done,

    /// <summary>No such household, or not this person's.</summary>
    NotFound,

    /// <summary>Only an owner may.</summary>
    NotAllowed,

    /// <summary>Sign in again first (S25).</summary>
    SignInAgain,

    /// <summary>Shorter or longer than the operator allows.</summary>
    OutOfLimits,

    /// <summary>The account of whoever asks was recovered less than a day ago (S24).</summary>
    Held,
}
