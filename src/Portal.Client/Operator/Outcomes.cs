using Portal.Client.Carriers;

namespace Portal.Client.Operator;

/// <summary>What became of something an operator asked for.</summary>
public enum OperatorOutcome
{
    Done,

    NotFound,

    /// <summary>Who asks is no operator.</summary>
    NotAllowed,

    /// <summary>It is so already, or somebody else was first.</summary>
    NoLongerPossible,

    /// <summary>Sign in again first (S25).</summary>
    SignInAgain,
}

/// <summary>What was registered, or what is wrong with the name.</summary>
public sealed record RegisterCarrierOutcome(CarrierId? Registered, string? Fault);

/// <summary>What a new key is for and how long it lasts.</summary>
/// <param name="Scopes">Of <see cref="CarrierScopes.All"/>, at least one.</param>
/// <param name="Days">1 to 730.</param>
public sealed record CarrierKeyDraft(IReadOnlyList<string> Scopes, int Days);

/// <summary>The key, shown this once, or why there is none.</summary>
public sealed record IssueKeyOutcome(OperatorOutcome Outcome, string? Key);
