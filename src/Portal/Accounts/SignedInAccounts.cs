using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The door of the portal, for whoever stands before it.</summary>
internal sealed class SignedInAccounts(
    AccountRegistration registration, SignIns signIns, SetupLinks links, CurrentMember member, Database database) : IAccounts
{
    public async Task<IReadOnlyList<FieldFault>> RegisterAsync(Registration form, CancellationToken cancellationToken)
    {
        var faults = AccountRules.Check(form);

        // Whether the address was taken is not told: who owns it finds out by signing in (S29).
        if (faults.Count == 0)
            await registration.RegisterAsync(form, cancellationToken);
        return faults;
    }

    public Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken cancellationToken) =>
        signIns.SignInAsync(email, password, cancellationToken);

    public async Task<SignInOutcome> ConfirmAsync(string password, CancellationToken cancellationToken) =>
        await member.SessionAsync(cancellationToken) is { } session
            ? await signIns.ConfirmAsync(session, password, cancellationToken)
            : SignInOutcome.Refused;

    public Task<bool> IsSetupOpenAsync(string token, CancellationToken cancellationToken) => links.IsOpenAsync(token, cancellationToken);

    public async Task<IReadOnlyList<FieldFault>?> SetUpOperatorAsync(OperatorSetup setup, CancellationToken cancellationToken)
    {
        var faults = AccountRules.Check(setup.Name, setup.Email, setup.Password);
        if (faults.Count > 0)
            return faults;
        return await registration.SetUpOperatorAsync(setup, cancellationToken) switch
        {
            FirstOperator.Made => [],
            FirstOperator.EmailTaken => [new FieldFault(nameof(OperatorSetup.Email), "An account with this address exists. Use another one.")],
            FirstOperator.LinkClosed => null,
        };
    }

    public async Task<IReadOnlyList<HouseholdView>> HouseholdsAsync(CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => HouseholdStore.Of(connection, account), cancellationToken);
    }
}
