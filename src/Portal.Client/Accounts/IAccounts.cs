namespace Portal.Client.Accounts;

/// <summary>
/// The door of the portal: registering, signing in, setting up the first operator, and the households of whoever is
/// signed in. Nothing here tells whether an e-mail address is known (S29).
/// </summary>
public interface IAccounts
{
    /// <summary>Makes an account, its household and the owner's membership, unless the address is taken; the answer is the same.</summary>
    /// <returns>What is wrong with the fields; empty when the form was accepted.</returns>
    Task<IReadOnlyList<FieldFault>> RegisterAsync(Registration registration, CancellationToken cancellationToken);

    Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken cancellationToken);

    /// <summary>Whether the operator's one-time link can still be used.</summary>
    Task<bool> IsSetupOpenAsync(string token, CancellationToken cancellationToken);

    /// <summary>Makes the first operator and uses up the link.</summary>
    /// <returns>What is wrong with the fields; empty when done; null when the link is no longer open.</returns>
    Task<IReadOnlyList<FieldFault>?> SetUpOperatorAsync(OperatorSetup setup, CancellationToken cancellationToken);

    /// <summary>The households of the signed-in person, in the order of joining.</summary>
    Task<IReadOnlyList<HouseholdView>> HouseholdsAsync(CancellationToken cancellationToken);
}
