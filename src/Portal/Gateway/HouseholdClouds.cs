using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Gateway;
using Portal.Gateway.Clouds;

namespace Portal.Gateway;

/// <summary>The port of the screen of makers' clouds, for whoever is signed in.</summary>
internal sealed class HouseholdClouds(CurrentMember current, MakerClouds clouds, CloudLinks links, CloudChoices choices, PublicUrl publicUrl)
    : IHouseholdClouds
{
    public async Task<CloudsView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await choices.FindAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<LinkAnswer> AskLinkAsync(AccessPointId accessPoint, CloudMaker maker, CancellationToken cancellationToken)
    {
        var session = await current.SessionAsync(cancellationToken);
        if (await links.RefuseAsync(session?.AccountId, session is not null && current.IsFresh(session), accessPoint, cancellationToken) is { } refusal)
            return new LinkAnswer(refusal);
        if (session is null || clouds.Find(maker) is not { } cloud || !await choices.FitsAsync(session.AccountId, accessPoint, maker, cancellationToken))
            return new LinkAnswer(AccessOutcome.NoLongerPossible);
        try
        {
            var asked = await cloud.AskLinkAsync(new Uri(publicUrl.At($"/access-points/{accessPoint}/makers")), cancellationToken);
            await links.AskAsync(session, accessPoint, maker, asked.Question, cancellationToken);
            return new LinkAnswer(AccessOutcome.Done, asked.Address);
        }
        catch (CloudException)
        {
            return new LinkAnswer(AccessOutcome.NoLongerPossible);
        }
    }

    public async Task<AccessOutcome> PairAsync(
        AccessPointId accessPoint, CloudLinkId link, string makersId, CancellationToken cancellationToken) => await choices.PairAsync(
        await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), accessPoint, link, makersId, cancellationToken);

    public async Task<AccessOutcome> UnlinkAsync(CloudLinkId link, CancellationToken cancellationToken) => await links.UnlinkAsync(
        await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), link, cancellationToken);
}
