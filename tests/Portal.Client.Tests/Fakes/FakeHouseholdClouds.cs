using Portal.Client.Access;
using Portal.Client.Gateway;

namespace Portal.Client.Tests.Fakes;

/// <summary>Makers' accounts, and what was asked of them.</summary>
internal sealed class FakeHouseholdClouds : IHouseholdClouds
{
    private readonly List<CloudMaker> _offered = [];

    public FakeHouseholdClouds() => Makers = new OfferedMakers(_offered);

    public OfferedMakers Makers { get; }

    public List<CloudLinkView> Links { get; } = [];

    public List<string> Asked { get; } = [];

    public AccessOutcome Outcome { get; set; } = AccessOutcome.Done;

    /// <summary>The operator has set it up.</summary>
    public void Offer(CloudMaker maker) => _offered.Add(maker);

    public Task<CloudsView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        Task.FromResult<CloudsView?>(new CloudsView { Offered = [.. _offered], Links = [.. Links] });

    public Task<LinkAnswer> AskLinkAsync(AccessPointId accessPoint, CloudMaker maker, CancellationToken cancellationToken)
    {
        Asked.Add("link");
        return Task.FromResult(new LinkAnswer(Outcome, Outcome is AccessOutcome.Done ? new Uri("https://maker.example/yes") : null));
    }

    public Task<AccessOutcome> PairAsync(AccessPointId accessPoint, CloudLinkId link, string makersId, CancellationToken cancellationToken)
    {
        Asked.Add("pair " + makersId);
        return Task.FromResult(Outcome);
    }

    public Task<AccessOutcome> UnlinkAsync(CloudLinkId link, CancellationToken cancellationToken)
    {
        Asked.Add("unlink");
        Links.Clear();
        return Task.FromResult(Outcome);
    }
}
