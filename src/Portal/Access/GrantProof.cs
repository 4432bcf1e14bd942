using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What proves a grant: the code at a keypad, the token of the driver link. To be shown only to the one who shares or uses it (S12).</summary>
internal sealed record GrantProof(GrantId Grant, string Code, string LinkToken, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
