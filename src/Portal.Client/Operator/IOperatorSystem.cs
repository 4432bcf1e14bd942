namespace Portal.Client.Operator;

/// <summary>How the portal itself is doing, for whoever runs it.</summary>
public interface IOperatorSystem
{
    /// <summary>The mail that waits, and whether the mail server takes it; null for who is no operator.</summary>
    Task<MailQueueView?> FindMailAsync(CancellationToken cancellationToken);
}
