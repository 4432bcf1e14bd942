using Portal.Client.Operator;

namespace Portal.Client.Tests.Fakes;

/// <summary>The mail that waits, as the test sets it.</summary>
internal sealed class FakeOperatorSystem : IOperatorSystem
{
    public MailQueueView? Mail { get; set; } = new() { HasServer = true, Waiting = 0 };

    public Task<MailQueueView?> FindMailAsync(CancellationToken cancellationToken) => Task.FromResult(Mail);
}
