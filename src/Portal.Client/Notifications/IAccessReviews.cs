using Portal.Client.Accounts;

namespace Portal.Client.Notifications;

/// <summary>Every 90 days: who and what can open which access point. Every member reads it; an owner goes through it and says so.</summary>
public interface IAccessReviews
{
    /// <summary>One for each household of the signed-in person.</summary>
    Task<IReadOnlyList<AccessReviewView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>'I have been through it': an entry, and 90 days until the next. False for another's household, and for who is no owner.</summary>
    Task<bool> ConfirmAsync(HouseholdId household, CancellationToken cancellationToken);

    /// <summary>Removes a member's calendar feed: an owner. False where there is none.</summary>
    Task<bool> RemoveFeedAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken);

    /// <summary>Revokes the token of a program: an owner any member's, everybody their own. False where there is none.</summary>
    Task<bool> RevokeTokenAsync(HouseholdId household, SessionId token, CancellationToken cancellationToken);
}
