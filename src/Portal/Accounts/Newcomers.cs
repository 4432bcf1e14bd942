using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>Whoever registers: with a household of their own, or invited to somebody's.</summary>
internal sealed class Newcomers(AccountRegistration registration, Invitations invitations, EmailAddresses addresses, TimeProvider time)
{
    public async Task<IReadOnlyList<FieldFault>> RegisterAsync(Registration form, CancellationToken cancellationToken)
    {
        var isInvited = form.Invitation is { Length: > 0 } token && await invitations.FindAsync(token, cancellationToken) is not null;
        var faults = AccountRules.Check(form, isInvited);

        if (faults.Count > 0)
            return faults;

        // Whether the address was taken is not told here, but to whoever reads its mail (S29).
        var made = isInvited
            ? await registration.RegisterInvitedAsync(form, cancellationToken)
            : (await registration.RegisterAsync(form, cancellationToken))?.Account;
        await addresses.WelcomeAsync(form.Email, made, time.GetUtcNow(), cancellationToken);
        return faults;
    }
}
