using Portal.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Operator;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>The operator's page of carriers, for whoever is signed in now.</summary>
internal sealed class OperatorCarriers(CurrentMember member, CarrierRegister register, Database database) : IOperatorCarriers
{
    private const int MostListed = 1000;
    private const int LongestName = 80;
    private const int LongestDays = 730;

    public async Task<IReadOnlyList<CarrierView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync<IReadOnlyList<CarrierView>>(
            connection => account is { } id && AccountStore.IsOperator(connection, id) ? CarrierStore.List(connection, MostListed) : [],
            cancellationToken);
    }

    public async Task<RegisterCarrierOutcome> RegisterAsync(string name, CancellationToken cancellationToken)
    {
        if (NameFault(name) is { } fault)
            return new RegisterCarrierOutcome(Registered: null, fault);
        var account = await member.AccountAsync(cancellationToken);
        return await register.RegisterAsync(account, name.Trim(), cancellationToken) is { } id
            ? new RegisterCarrierOutcome(id, Fault: null)
            : new RegisterCarrierOutcome(Registered: null, RegisterText.NameTaken);
    }

    public async Task<OperatorOutcome> VerifyAsync(CarrierId carrier, CancellationToken cancellationToken) =>
        await register.VerifyAsync(await member.AccountAsync(cancellationToken), carrier, cancellationToken);

    public async Task<OperatorOutcome> SuspendAsync(CarrierId carrier, CancellationToken cancellationToken) =>
        await register.SuspendAsync(await member.AccountAsync(cancellationToken), carrier, cancellationToken);

    public async Task<OperatorOutcome> SetPhoneAsync(CarrierId carrier, string? phone, CancellationToken cancellationToken)
    {
        if (phone is not null && PhoneNumber.Fault(phone) is { } fault)
            throw new ArgumentException(fault, nameof(phone));
        return await register.SetPhoneAsync(await member.AccountAsync(cancellationToken), carrier, phone?.Trim(), cancellationToken);
    }

    public async Task<IssueKeyOutcome> IssueKeyAsync(CarrierId carrier, CarrierKeyDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Days is < 1 or > LongestDays)
            throw new ArgumentOutOfRangeException(nameof(draft), draft.Days, "A key lasts 1 to 730 days.");
        var scopes = CarrierScopes.All.Intersect(draft.Scopes, StringComparer.Ordinal).ToList();
        if (scopes.Count == 0)
            throw new ArgumentException("A key is for something.", nameof(draft));
        if (!await member.IsFreshAsync(cancellationToken))
            return new IssueKeyOutcome(OperatorOutcome.SignInAgain, Key: null);

        var key = CarrierKey.New();
        var account = await member.AccountAsync(cancellationToken);
        var outcome = await register.IssueKeyAsync(account, carrier, key, scopes, TimeSpan.FromDays(draft.Days), cancellationToken);
        return new IssueKeyOutcome(outcome, outcome == OperatorOutcome.Done ? key.Text : null);
    }

    public async Task<OperatorOutcome> RevokeKeyAsync(CarrierId carrier, string prefix, CancellationToken cancellationToken) =>
        await member.IsFreshAsync(cancellationToken)
            ? await register.RevokeKeyAsync(await member.AccountAsync(cancellationToken), carrier, prefix, cancellationToken)
            : OperatorOutcome.SignInAgain;

    private static string? NameFault(string name) => name.Trim() switch
    {
        "" => RegisterText.NameMissing,
        { Length: > LongestName } => RegisterText.FormatNameTooLong(LongestName),
        var text when text.Any(char.IsControl) => RegisterText.LettersOnly,
        _ => null,
    };
}
