using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>A change of key as it is asked for.</summary>
/// <param name="Address">Where.</param>
/// <param name="Message">What.</param>
/// <param name="Tokens">Of the present key, then of the new one: the portal may have taken it over already.</param>
internal sealed record KeyRequest(Uri Address, KeyRotation Message, IReadOnlyList<string> Tokens);
