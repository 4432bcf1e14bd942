using Portal.Accounts;
using Portal.Client.Operator;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>What the operator's page says of mail, for whoever is signed in now.</summary>
internal sealed class OperatorSystem(CurrentMember member, Database database, MailServer server) : IOperatorSystem
{
    public async Task<MailQueueView?> FindMailAsync(CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection =>
            {
                if (account is not { } id || !AccountStore.IsOperator(connection, id))
                    return null;
                var failure = MailStore.FailureOfServer(connection);
                return new MailQueueView
                {
                    HasServer = server.IsThere,
                    Folder = server.Folder,
                    Waiting = MailStore.CountWaiting(connection),
                    OldestAt = MailStore.OldestWaiting(connection),
                    Fault = failure?.Fault,
                    FailingSince = failure?.Since,
                };
            },
            cancellationToken);
    }
}
