using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>The door of the portal, for whoever stands before it.</summary>
internal sealed class SignedInAccounts(
    Newcomers newcomers, SignIns signIns, SetupLinks links, AccountRegistration registration, CurrentHouseholds households) : IAccounts
{
    public Task<IReadOnlyList<FieldFault>> RegisterAsync(Registration form, CancellationToken cancellationToken) =>
        newcomers.RegisterAsync(form, cancellationToken);

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
            FirstOperator.EmailTaken => [new FieldFault(nameof(OperatorSetup.Email), AccountRulesText.EmailTaken)],
            FirstOperator.LinkClosed => null,
        };
    }

    public Task<IReadOnlyList<HouseholdView>> HouseholdsAsync(CancellationToken cancellationToken) => households.ListAsync(cancellationToken);
}
