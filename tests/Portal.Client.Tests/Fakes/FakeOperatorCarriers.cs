using Portal.Client.Carriers;
using Portal.Client.Operator;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Fakes;

/// <summary>Carriers as an operator's page finds them; it answers what the test set.</summary>
internal sealed class FakeOperatorCarriers : IOperatorCarriers
{
    public const string Key = "pck_0123456789_secret";

    public static CarrierId Nordpost { get; } = PortalId.New<CarrierId>(ManualTime.Start);

    public List<CarrierView> Carriers { get; } = [];

    public OperatorOutcome Outcome { get; set; }

    public List<string> Asked { get; } = [];

    public static CarrierView Carrier(CarrierState standing, params CarrierKeyView[] keys) => new()
    {
        Id = Nordpost,
        Name = "Nordpost",
        Standing = standing,
        RegisteredAt = ManualTime.Start,
        VerifiedAt = ManualTime.Start,
        SuspendedAt = ManualTime.Start,
        Keys = keys,
    };

    public Task<IReadOnlyList<CarrierView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CarrierView>>([.. Carriers]);

    public Task<RegisterCarrierOutcome> RegisterAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
            return Task.FromResult(new RegisterCarrierOutcome(Registered: null, "Write the carrier's name."));
        Carriers.Add(Carrier(CarrierState.Pending) with { Name = name });
        return Task.FromResult(new RegisterCarrierOutcome(Nordpost, Fault: null));
    }

    public Task<OperatorOutcome> VerifyAsync(CarrierId carrier, CancellationToken cancellationToken) => AskAsync("verify");

    public Task<OperatorOutcome> SuspendAsync(CarrierId carrier, CancellationToken cancellationToken) => AskAsync("suspend");

    public Task<OperatorOutcome> SetPhoneAsync(CarrierId carrier, string? phone, CancellationToken cancellationToken) => AskAsync($"call {phone}");

    public async Task<IssueKeyOutcome> IssueKeyAsync(CarrierId carrier, CarrierKeyDraft draft, CancellationToken cancellationToken)
    {
        var outcome = await AskAsync($"issue {string.Join(' ', draft.Scopes)} {draft.Days}");
        return new IssueKeyOutcome(outcome, outcome == OperatorOutcome.Done ? Key : null);
    }

    public Task<OperatorOutcome> RevokeKeyAsync(CarrierId carrier, string prefix, CancellationToken cancellationToken) =>
        AskAsync("revoke " + prefix);

    private Task<OperatorOutcome> AskAsync(string what)
    {
        Asked.Add(what);
        return Task.FromResult(Outcome);
    }
}
