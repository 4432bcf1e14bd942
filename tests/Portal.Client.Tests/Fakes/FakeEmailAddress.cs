using Portal.Client.Accounts;

namespace Portal.Client.Tests.Fakes;

/// <summary>Remembers which address was asked for.</summary>
internal sealed class FakeEmailAddress : IEmailAddress
{
    public string? Asked { get; private set; }

    public Task<SecurityOutcome> AskAgainAsync(CancellationToken cancellationToken) => Task.FromResult(SecurityOutcome.Done);

    public Task<SecurityOutcome> AskChangeAsync(string email, CancellationToken cancellationToken)
    {
        Asked = email;
        return Task.FromResult(SecurityOutcome.Done);
    }

    public Task<EmailLink?> FindAsync(string token, CancellationToken cancellationToken) => Task.FromResult<EmailLink?>(null);

    public Task<bool> FollowAsync(string token, CancellationToken cancellationToken) => Task.FromResult(false);
}
