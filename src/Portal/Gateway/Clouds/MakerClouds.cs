using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>The makers' clouds that the operator has set up.</summary>
internal sealed class MakerClouds(IEnumerable<IMakerCloud> all)
{
    public IReadOnlyList<IMakerCloud> Offered { get; } = [.. all.Where(cloud => cloud.IsOn)];

    /// <summary>Those whose devices open such an access point.</summary>
    public IReadOnlyList<CloudMaker> At(AccessPointKind kind) => [.. Offered.Select(cloud => cloud.Maker).Where(maker => CloudWords.Opens(maker) == kind)];

    /// <summary>Null where the operator has not set it up.</summary>
    public IMakerCloud? Find(CloudMaker maker) => Offered.FirstOrDefault(cloud => cloud.Maker == maker);
}
