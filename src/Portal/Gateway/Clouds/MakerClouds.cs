using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>The makers' clouds that the operator has set up.</summary>
internal sealed class MakerClouds(IEnumerable<IMakerCloud> all)
{
    public IReadOnlyList<IMakerCloud> Offered { get; } = [.. all.Where(cloud => cloud.IsOn)];

    /// <summary>Null where the operator has not set it up.</summary>
    public IMakerCloud? Find(CloudMaker maker) => Offered.FirstOrDefault(cloud => cloud.Maker == maker);
}
