using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>How often somebody tries whether messages arrive: trials go the way that alarms go, and must not stand in it (S35).</summary>
internal static class Trials
{
    /// <summary>In a row before they rest.</summary>
    private const int Most = 10;

    public static bool TrySpend(Transaction tx, AccountId account, DateTimeOffset now) =>
        SignInTries.TrySpend(tx, [SignInTries.For(Most, "trial", account.Value)], now);
}
