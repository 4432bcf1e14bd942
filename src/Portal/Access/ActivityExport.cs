using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// <c>POST /activity/export</c>: what a filter shows, of the households that the person owns, as CSV or JSON. It asks for a recent sign-in
/// (S25), is itself an entry before the first byte leaves, is written page by page and never longer than <see cref="Most"/> entries.
/// </summary>
internal sealed class ActivityExport(Database database, LedgerWriter ledger, TimeProvider time)
{
    public const int Most = 100_000;

    private const int PageSize = 500;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/activity/export", AnswerAsync).RequireAuthorization(Policies.Member).DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(HttpContext http, IAntiforgery antiforgery, CurrentMember current, ActivityExport export)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest); // The page that says what to do stands in for it.
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var asked = Asked(form);
        if (!await current.IsFreshAsync(http.RequestAborted))
            return TypedResults.LocalRedirect(QueryString.Create("returnUrl", "/activity" + QueryString.Create(Written(asked))).ToUriComponent().Insert(0, "/confirm"));
        var account = await current.AccountAsync(http.RequestAborted);
        var isCsv = form["format"] != "json";
        if (await export.EnterAsync(account, isCsv ? "csv" : "json", http.RequestAborted) is not { } zone)
            return Problems.Of(StatusCodes.Status403Forbidden, "not_allowed", "Only an owner exports the activity.");

        http.Response.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("attachment") { FileName = isCsv ? "portal-activity.csv" : "portal-activity.json" }.ToString();
        IActivityForm written = isCsv ? new ActivityCsv() : new ActivityJson();
        return TypedResults.Stream(
            body => export.WriteAsync(body, written, account, asked.ToFilter(zone), http.RequestAborted), written.MediaType);
    }

    private static ActivityAddress Asked(IFormCollection form) => new()
    {
        Text = form["q"],
        Kind = form["kind"],
        AccessPoint = form["accessPoint"],
        Who = form["who"],
        From = form["from"],
        To = form["to"],
    };

    private static IEnumerable<KeyValuePair<string, string?>> Written(ActivityAddress asked) =>
        asked.Query.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value as string));

    /// <summary>One entry in each household whose entries leave; the zone by which days are counted, or null for nobody's owner.</summary>
    private Task<string?> EnterAsync(AccountId? account, string format, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                var owned = HouseholdStore.Of(tx.Connection, account).Where(household => household.Role == MemberRole.Owner).ToList();
                foreach (var household in owned)
                {
                    ledger.Append(tx, now, new NewEntry
                    {
                        Kind = EntryKinds.ActivityExported,
                        Actor = new Actor(ActorKind.Account, account?.Value),
                        At = now,
                        Household = household.Id,
                        Data = LedgerData.Of(new { format }),
                    });
                }

                return owned is [var first, ..] ? first.TimeZone : null;
            },
            cancellationToken);
    }

    /// <summary>A page at a time, each read anew: an owner who loses the role meanwhile gets no further page (S26).</summary>
    private async Task WriteAsync(Stream body, IActivityForm form, AccountId? account, ActivityFilter filter, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(body);
        await writer.WriteAsync(form.Head);
        var (before, left) = (long.MaxValue, Most);
        IReadOnlyList<EntryView> page;
        do
        {
            var (from, limit) = (before, Math.Min(PageSize, left));
            page = await database.ReadAsync(
                connection => EntryViews.Of(
                    connection, ActivityQuery.Of(connection, account, filter, MemberRole.Owner).Read(connection, from, limit)),
                cancellationToken);
            foreach (var entry in page)
                await writer.WriteAsync(form.Row(entry, isFirst: left == Most && entry == page[0]));
            await writer.FlushAsync(cancellationToken);
            before = page.Count > 0 ? page[^1].Position : before;
            left -= page.Count;
        }
        while (page.Count == PageSize && left > 0);

        await writer.WriteAsync(form.Foot);
    }
}
