using Portal.Accounts;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>The deliveries of whoever is signed in, asked anew at each call (S26).</summary>
internal sealed class HouseholdDeliveries(
    CurrentMember member, Database database, Answers answers, OwnerAnswers owners, HandMadeDeliveries handMade) : IHouseholdDeliveries
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(31);

    public async Task<IReadOnlyList<DeliveryView>> ListCurrentAsync(CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => DeliveryViews.Current(connection, account), cancellationToken);
    }

    public async Task<IReadOnlyList<DeliveryView>> ListWithinAsync(DeliveryWindow span, CancellationToken cancellationToken)
    {
        if (span.End - span.Start > LongestSpan)
            throw new ArgumentOutOfRangeException(nameof(span), span, "It is longer than a month.");
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => DeliveryViews.Within(connection, account, span), cancellationToken);
    }

    public async Task<IReadOnlyList<DeliveryView>> ListAsync(
        DeliveryFilter filter, DeliveryId? before, int limit, CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection => DeliveryViews.Listed(connection, account, DeliveryQuery.Of(account, filter, before, Math.Clamp(limit, 1, MostAtOnce))), cancellationToken);
    }

    public async Task<DeliveryStory?> FindAsync(DeliveryId delivery, CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => DeliveryViews.Story(connection, account, delivery), cancellationToken);
    }

    public async Task<DeliveryOutcome> ApproveAsync(DeliveryId delivery, DeliveryWindow window, CancellationToken cancellationToken) =>
        await answers.ApproveAsync(await member.AccountAsync(cancellationToken), delivery, window, cancellationToken);

    public async Task<DeliveryOutcome> ProposeAsync(DeliveryId delivery, DeliveryWindow window, CancellationToken cancellationToken) =>
        await answers.ProposeAsync(await member.AccountAsync(cancellationToken), delivery, window, cancellationToken);

    public async Task<DeliveryOutcome> DeclineAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken) =>
        await answers.DeclineAsync(await member.AccountAsync(cancellationToken), delivery, reason, cancellationToken);

    public async Task<DeliveryOutcome> RevokeAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        await answers.RevokeAsync(await member.AccountAsync(cancellationToken), delivery, cancellationToken);

    public async Task<DeliveryOutcome> RearmAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        await answers.RearmAsync(await member.AccountAsync(cancellationToken), delivery, cancellationToken);

    public async Task<DeliveryOutcome> ResolveAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken) =>
        await answers.ResolveAsync(await member.AccountAsync(cancellationToken), delivery, reason, cancellationToken);

    public async Task<DeliveryOutcome> ReportAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken) =>
        await answers.ReportAsync(await member.AccountAsync(cancellationToken), delivery, reason, cancellationToken);

    public async Task<DeliveryOutcome> WaivePlaceAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        await owners.WaivePlaceAsync(await member.AccountAsync(cancellationToken), delivery, cancellationToken);

    public async Task<DeliveryOutcome> SettleWindowAsync(DeliveryId delivery, bool asWritten, CancellationToken cancellationToken) =>
        await owners.SettleWindowAsync(await member.AccountAsync(cancellationToken), delivery, asWritten, cancellationToken);

    public async Task<HandMadeOutcome> MakeByHandAsync(HandMadeDraft draft, CancellationToken cancellationToken) =>
        await handMade.MakeAsync(await member.AccountAsync(cancellationToken), draft, cancellationToken);

    public async Task<HandMadeAccess?> ShowAccessAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        await handMade.ShowAccessAsync(await member.AccountAsync(cancellationToken), delivery, cancellationToken);
}
