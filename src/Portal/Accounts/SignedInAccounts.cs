using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>The door of the portal, for whoever stands before it.</summary>
internal sealed class SignedInAccounts(
    AccountRegistration registration, Invitations invitations, SignIns signIns, SetupLinks links, CurrentHouseholds households) : IAccounts
{
    public async Task<IReadOnlyList<FieldFault>> RegisterAsync(Registration form, CancellationToken cancellationToken)
    {
        var isInvited = form.Invitation is { Length: > 0 } token && await invitations.FindAsync(token, cancellationToken) is not null;
        var faults = AccountRules.Check(form, isInvited);

        // Whether the address was taken is not told: who owns it finds out by signing in (S29).
        if (faults.Count > 0)
            return faults;
        if (isInvited)
            await registration.RegisterInvitedAsync(form, cancellationToken);
        else
            await registration.RegisterAsync(form, cancellationToken);
        return faults;
    }

    public Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken cancellationToken) =>
        signIns.SignInAsync(email, password, cancellationToken);

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

    public Task<IReadOnlyList<HouseholdView>> HouseholdsAsync(CancellationToken cancellationToken) => households.ListAsync(cancellationToken);
}
