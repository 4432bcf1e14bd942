using Portal.Client.Carriers;

namespace Portal.Client.Operator;

/// <summary>What an operator sees and does about carriers. Whoever is no operator sees nothing and may do nothing.</summary>
public interface IOperatorCarriers
{
    /// <summary>All carriers by name.</summary>
    Task<IReadOnlyList<CarrierView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A new carrier, pending until it is verified.</summary>
    Task<RegisterCarrierOutcome> RegisterAsync(string name, CancellationToken cancellationToken);

    /// <summary>The operator has made sure who this is: from now on it may ask.</summary>
    Task<OperatorOutcome> VerifyAsync(CarrierId carrier, CancellationToken cancellationToken);

    /// <summary>It gets nothing from now on; what was approved for it does not open.</summary>
    Task<OperatorOutcome> SuspendAsync(CarrierId carrier, CancellationToken cancellationToken);

    /// <summary>The number that households call when a delivery looks wrong; null for none.</summary>
    Task<OperatorOutcome> SetPhoneAsync(CarrierId carrier, string? phone, CancellationToken cancellationToken);

    /// <summary>A new key beside the others, so that they can be changed without a gap; needs a recent sign-in (S31).</summary>
    Task<IssueKeyOutcome> IssueKeyAsync(CarrierId carrier, CarrierKeyDraft draft, CancellationToken cancellationToken);

    /// <summary>Dead from now on; needs a recent sign-in (S31).</summary>
    Task<OperatorOutcome> RevokeKeyAsync(CarrierId carrier, string prefix, CancellationToken cancellationToken);
}
