using Portal.Client.Accounts;

namespace Portal.Client.Tests.Fakes;

/// <summary>An app that shows 123456.</summary>
internal sealed class FakeTwoFactor(FakeAccountSecurity security) : ITwoFactor
{
    public static readonly IReadOnlyList<string> Codes = ["K7QX-4M2P-9TRB-W3HD", "P7QX-4M2P-9TRB-W3HE"];

    public Task<TwoFactorKey?> BeginAsync(CancellationToken cancellationToken) =>
        Task.FromResult<TwoFactorKey?>(new TwoFactorKey("JBSWY3DPEHPK3PXP", "otpauth://totp/Portal:mara?secret=JBSWY3DPEHPK3PXP"));

    public Task<IReadOnlyList<string>?> TurnOnAsync(string code, CancellationToken cancellationToken)
    {
        if (code != "123456")
            return Task.FromResult<IReadOnlyList<string>?>(null);
        security.View = security.View with { TwoFactorIsOn = true, RecoveryCodesLeft = Codes.Count };
        return Task.FromResult<IReadOnlyList<string>?>(Codes);
    }

    public Task<IReadOnlyList<string>?> MakeCodesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>?>(Codes);

    public Task<SecurityOutcome> TurnOffAsync(CancellationToken cancellationToken)
    {
        security.View = security.View with { TwoFactorIsOn = false, RecoveryCodesLeft = 0 };
        return Task.FromResult(SecurityOutcome.Done);
    }
}
