using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Notifications;

namespace Portal.Client.Tests.Fakes;

/// <summary>One household's review, as the test sets it.</summary>
internal sealed class FakeAccessReviews : IAccessReviews
{
    public AccessReviewView View { get; set; } = new()
    {
        Household = FakeHouseholdMembers.Bergers,
        DueAt = Sample.Now.AddDays(3),
        Members = [new MemberView(Sample.Id<AccountId>("mara"), "Mara", MemberRole.Owner, Sample.Now.AddDays(-87), IsYou: true)],
        Places =
        [
            new ReviewedPlace(
                Sample.Point().Id,
                "Volvo V60",
                [new ReviewedDevice(Sample.Id<DeviceId>("device"), "KB-2", "7F3A", Sample.Now.AddDays(-9))],
                [Sample.Rule()],
                OfflineMode.Synced,
                Windows: 1),
        ],
        Carriers = [new HouseholdCarrierView(Sample.Id<CarrierId>("nordpost"), "Nordpost", CarrierState.Verified, BlockedSince: null)],
        Feeds = [new ReviewedFeed(Sample.Id<AccountId>("jonas"), "Jonas", Sample.Now.AddDays(-1))],
    };

    public Task<IReadOnlyList<AccessReviewView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AccessReviewView>>([View]);

    public Task<bool> ConfirmAsync(HouseholdId household, CancellationToken cancellationToken)
    {
        View = View with { ReviewedAt = Sample.Now, ReviewedBy = "Mara", DueAt = Sample.Now.AddDays(90) };
        return Task.FromResult(true);
    }

    public Task<bool> RemoveFeedAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken)
    {
        View = View with { Feeds = [.. View.Feeds.Where(feed => feed.Member != member)] };
        return Task.FromResult(true);
    }

    public Task<bool> RevokeTokenAsync(HouseholdId household, SessionId token, CancellationToken cancellationToken)
    {
        View = View with { Tokens = [.. View.Tokens.Where(one => one.Id != token)] };
        return Task.FromResult(true);
    }
}
