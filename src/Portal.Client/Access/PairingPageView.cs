namespace Portal.Client.Access;

/// <summary>An access point on its way through the wizard.</summary>
/// <param name="Point">The access point.</param>
/// <param name="Pairing">The pairing on its way, with its code only where this page asked for it; null when there is none.</param>
/// <param name="Contact">What its sensor has told, once a device is paired.</param>
/// <param name="Settings">What is set about it.</param>
public sealed record PairingPageView(AccessPointView Point, PairingView? Pairing, ContactView? Contact, AccessPointSettingsView? Settings);
