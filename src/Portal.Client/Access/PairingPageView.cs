namespace Portal.Client.Access;

/// <summary>An access point whose device is being paired.</summary>
/// <param name="Point">The access point.</param>
/// <param name="Pairing">The pairing on its way, with its code only where this page asked for it; null when there is none.</param>
public sealed record PairingPageView(AccessPointView Point, PairingView? Pairing);
