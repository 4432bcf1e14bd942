using Portal.Client.Access;

namespace Portal.Client.Gateway;

/// <summary>The makers whose accounts can be connected, as the operator has set them up; where there are none, no screen speaks of it.</summary>
public sealed record OfferedMakers(IReadOnlyList<CloudMaker> Makers)
{
    public IReadOnlyList<CloudMaker> At(AccessPointKind kind) => [.. Makers.Where(maker => CloudWords.Opens(maker) == kind)];
}
