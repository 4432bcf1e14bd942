using System.Diagnostics.CodeAnalysis;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The verdict on one attempt: granted, or denied for one reason of the closed list.</summary>
internal sealed record AccessDecision
{
    private AccessDecision(DenialReason? reason) => Reason = reason;

    public static AccessDecision Granted { get; } = new(reason: null);

    public static AccessDecision Denied(DenialReason reason) => new(reason);

    /// <summary>Why not; null when granted.</summary>
    public DenialReason? Reason { get; }

    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsGranted => Reason is null;
}
