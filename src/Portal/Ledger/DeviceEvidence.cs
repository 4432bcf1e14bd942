namespace Portal.Ledger;

/// <summary>A device's event as it was sent, kept so that it can be checked without trusting the operator (S22).</summary>
/// <param name="CanonicalBytes">The seven lines of <c>portal/event/v1</c>.</param>
/// <param name="Signature">ES256, 64 bytes r‖s, base64url; null for kinds that bear no state.</param>
internal sealed record DeviceEvidence(byte[] CanonicalBytes, string? Signature);
