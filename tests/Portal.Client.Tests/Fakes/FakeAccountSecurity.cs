using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Fakes;

/// <summary>One account whose ways in change as they are asked to.</summary>
internal sealed class FakeAccountSecurity : IAccountSecurity, IAccessTokens
{
    private static readonly DateTimeOffset Then = ManualTime.Start.AddDays(-2);

    public SecurityView View { get; set; } = new()
    {
        Email = "mara@example.com",
        EmailIsConfirmed = false,
        HasPassword = true,
        IsFresh = true,
        TwoFactorIsOn = false,
        RecoveryCodesLeft = 0,
        Passkeys = [new PasskeyView(PortalId.New<PasskeyId>(Then), "Chrome on Android", Then, UsedAt: null)],
        Browsers =
        [
            new SessionView(PortalId.New<SessionId>(Then), "Firefox on Linux", Then, Then, IsThis: true),
            new SessionView(PortalId.New<SessionId>(Then), "Safari on iPhone", Then, Then, IsThis: false),
        ],
    };

    public SecurityOutcome Outcome { get; set; }

    public Task<SecurityView?> FindAsync(CancellationToken cancellationToken) => Task.FromResult<SecurityView?>(View);

    public Task<SecurityOutcome> RenamePasskeyAsync(PasskeyId passkey, string name, CancellationToken cancellationToken) =>
        ChangeAsync(view => view with { Passkeys = [.. view.Passkeys.Select(one => one.Id == passkey ? one with { Name = name } : one)] });

    public Task<SecurityOutcome> RemovePasskeyAsync(PasskeyId passkey, CancellationToken cancellationToken) =>
        ChangeAsync(view => view with { Passkeys = [.. view.Passkeys.Where(one => one.Id != passkey)] });

    public Task<SecurityOutcome> EndSessionAsync(SessionId session, CancellationToken cancellationToken) =>
        ChangeAsync(view => view with
        {
            Browsers = [.. view.Browsers.Where(one => one.Id != session)], Tokens = [.. view.Tokens.Where(one => one.Id != session)],
        });

    public Task EndOtherSessionsAsync(CancellationToken cancellationToken) =>
        ChangeAsync(view => view with { Browsers = [.. view.Browsers.Where(one => one.IsThis)] });

    public Task<PasswordChange> ChangePasswordAsync(string password, CancellationToken cancellationToken) =>
        Task.FromResult(new PasswordChange(Outcome));

    public async Task<MadeToken> MakeAsync(string name, CancellationToken cancellationToken)
    {
        var token = new TokenView(PortalId.New<SessionId>(Then), name, Then, Then, Then.AddDays(365));
        return new MadeToken(await ChangeAsync(view => view with { Tokens = [token, .. view.Tokens] }), "portal_read_shown-once");
    }

    private Task<SecurityOutcome> ChangeAsync(Func<SecurityView, SecurityView> change)
    {
        if (Outcome is SecurityOutcome.Done)
            View = change(View);
        return Task.FromResult(Outcome);
    }
}
