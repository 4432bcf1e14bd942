using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>What proves a grant: the code at a keypad, the token of the driver link. To be shown only to the one who shares or uses it (S12).</summary>
internal sealed record GrantProof(GrantId Grant, string Code, string LinkToken, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>The code is a PIN that the device judges by itself.</summary>
    public bool IsPin => Code.Length == OfflinePin.Digits;
}
