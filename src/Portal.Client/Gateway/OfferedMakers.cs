using Portal.Client.Access;

namespace Portal.Client.Gateway;

/// <summary>The makers whose accounts can be connected, as the operator has set them up; where there are none, no screen speaks of it.</summary>
public sealed record OfferedMakers(IReadOnlyList<CloudMaker> Makers)
{
    public bool AreAny => Makers.Count > 0;
}
