using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The first start: while nobody is operator, a link that lasts 30 minutes makes the first one.</summary>
internal sealed class SetupLinks(Database database, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>A new token in place of the last one; null when there is an operator already.</summary>
    public async Task<string?> IssueAsync(CancellationToken cancellationToken)
    {
        var token = Secrets.New();
        var now = time.GetUtcNow();
        return await database.WriteAsync(
            tx =>
            {
                if (AccountStore.HasOperator(tx.Connection))
                    return null;
                SetupLinkStore.Replace(tx, token, now, now + Lasts);
                return token;
            },
            cancellationToken);
    }

    public Task<bool> IsOpenAsync(string token, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SetupLinkStore.IsOpen(connection, token, time.GetUtcNow()), cancellationToken);
}
