using Portal.Accounts;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>
/// An owner comes back from Volvo. Only the session that asked, while its account is still an owner, with the state that was sent: then the
/// code is exchanged once, and what comes of it is the household's.
/// </summary>
internal sealed class VolvoLinks(Database database, CloudLinks links, VolvoSignIn signIn, VolvoTokens tokens, ILogger<VolvoLinks> logger)
{
    /// <summary>The page to go on with; null where nothing was asked in this session that this answers.</summary>
    /// <param name="session">Who is back.</param>
    /// <param name="state">What was sent along.</param>
    /// <param name="code">What Volvo gave; null: the owner did not say yes there.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<string?> TakeAsync(LiveSession session, string state, string? code, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(connection => CloudStore.AskedIn(connection, session.AccountId, session.Id, Client.Access.CloudMaker.Volvo), cancellationToken);
        foreach (var row in rows.Where(row => row.IsOwners))
        {
            var question = VolvoQuestion.Parse(links.Open(row));
            if (question.IsAskedBy(state))
                return await TryAsync(row, question, code, cancellationToken) ? question.ReturnTo : question.ReturnTo + "?failed=volvo";
        }

        return null;
    }

    private async Task<bool> TryAsync(CloudLinkRow row, VolvoQuestion question, string? code, CancellationToken cancellationToken)
    {
        try
        {
            if (code is not null)
            {
                var (account, token) = await signIn.ExchangeAsync(code, question.Verifier, cancellationToken);
                return await links.FinishAsync(row, account, tx => tokens.Keep(tx, account, token), CancellationToken.None);
            }
        }
        catch (CloudException exception)
        {
            logger.LinkNotFollowed(exception, row.Id.Value, row.Maker);
        }

        await links.ForgetAsync(row.Id, CancellationToken.None);
        return false;
    }
}
