using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>
/// The driver's pages: the link (which only shows, whoever fetches it), its exchange for a cookie by a POST (S32), and the page itself.
/// Every call asks the database whether the session still lives.
/// </summary>
internal sealed class DriverPages(
    Database database, DriverSessions sessions, DriverViews views, GrantOpenings openings, TimeProvider time)
{
    private const string LinkPath = "/d/{token}";
    private const string PagePath = "/d";
    private const int LongestToken = 64;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").AllowAnonymous().RequireRateLimiting(DriverLimit.Policy).ExcludeFromDescription();
        pages.MapGet(LinkPath, (DriverPages self, string token, HttpContext http) => self.ShowLinkAsync(token, http));
        pages.MapGet(PagePath, (DriverPages self, HttpContext http) => self.ShowAsync(http));
        pages.MapGet("/d/photo", (DriverPages self, HttpContext http) => self.ShowPhotoAsync(http));
        pages.MapGet("/d/events", (DriverStreams streams, HttpContext http) => streams.Follow(SecretOf(http), http.RequestAborted));

        var forms = pages.MapGroup("").DisableAntiforgery().AddEndpointFilter<DriverForms>();
        forms.MapPost(LinkPath, (DriverPages self, string token, HttpContext http) => self.TakeLinkAsync(token, http));
        forms.MapPost("/d/open", (DriverPages self, HttpContext http) => self.OpenAsync(http));
        forms.MapPost("/d/instead", (DriverPages self, HttpContext http) => self.GoInsteadAsync(http));
        forms.MapPost("/d/done", (DriverPages self, HttpContext http) => self.DoneAsync(http));
    }

    public static IResult Gone(int status, string heading, string sentence) =>
        Page<DriverGonePage>(status, (nameof(DriverGonePage.Heading), heading), (nameof(DriverGonePage.Sentence), sentence));

    private static string? SecretOf(HttpContext http) => http.Request.Cookies[DriverSessions.Cookie];

    private async Task<IResult> ShowLinkAsync(string token, HttpContext http) =>
        token.Length <= LongestToken && await sessions.FindLinkAsync(token, http.RequestAborted) is { } view
            ? Page<DriverLinkPage>(StatusCodes.Status200OK, (nameof(DriverLinkPage.View), view), (nameof(DriverLinkPage.Action), DriverLink.PathOf(token)))
            : NoSuchLink();

    private async Task<IResult> TakeLinkAsync(string token, HttpContext http)
    {
        return token.Length <= LongestToken && await sessions.BeginAsync(token, http.RequestAborted) is { } session
            ? Admit(http, session)
            : NoSuchLink();
    }

    private async Task<IResult> GoInsteadAsync(HttpContext http) =>
        await sessions.BeginInsteadAsync(SecretOf(http), http.RequestAborted) is { } session ? Admit(http, session) : Gone(session: null);

    private static RedirectHttpResult Admit(HttpContext http, (string Secret, DateTimeOffset Until) session)
    {
        http.Response.Cookies.Append(
            DriverSessions.Cookie,
            session.Secret,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = true,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                Expires = session.Until,
                IsEssential = true,
            });
        return SeeOther();
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var session = await FindAsync(http);
        return session is { IsLive: true } ? await PageAsync(session, denied: null, http) : Gone(session);
    }

    private async Task<IResult> ShowPhotoAsync(HttpContext http) =>
        await FindAsync(http) is { IsLive: true } session && await views.FindPhotoAsync(session, http.RequestAborted) is { } photo
            ? photo.ShowIn(http)
            : TypedResults.NotFound();

    private async Task<IResult> OpenAsync(HttpContext http)
    {
        var wantsPage = DriverForms.WantsPage(http.Request);
        var session = await FindAsync(http);
        if (session is not { IsLive: true })
            return wantsPage ? Gone(session) : NoSession();

        var position = PositionOf(await http.Request.ReadFormAsync(http.RequestAborted), time.GetUtcNow());
        var answer = await openings.ByDriverAsync(session.GrantId, session.Generation, session.Id.Value, position, http.RequestAborted);
        var decision = await DecisionAsync(session, answer, position);
        if (!wantsPage)
            return TypedResults.Ok(decision);
        return decision.Verdict == Verdict.Granted ? SeeOther() : await PageAsync(session, decision.Message, http);
    }

    // What was decided is told even when the phone has gone away meanwhile.
    private Task<DecisionBody> DecisionAsync(DriverSession session, UnlockAnswer answer, GeoPosition? position) =>
        database.ReadAsync(
            connection =>
            {
                var delivery = Portal.Deliveries.DeliveryStore.Find(connection, session.DeliveryId)
                    ?? throw new InvalidOperationException("A delivery is never deleted.");
                return DecisionBody.Of(answer, DriverFacts.Of(connection, delivery, time.GetUtcNow()).After(answer, position));
            },
            CancellationToken.None);

    private async Task<IResult> DoneAsync(HttpContext http)
    {
        var wantsPage = DriverForms.WantsPage(http.Request);
        if (await sessions.NoteDoneAsync(SecretOf(http), http.RequestAborted))
            return wantsPage ? SeeOther() : TypedResults.Ok(new { done = true });
        return wantsPage ? Gone(session: null) : NoSession();
    }

    private Task<DriverSession?> FindAsync(HttpContext http) =>
        database.ReadAsync(connection => DriverSessions.Find(connection, SecretOf(http), time.GetUtcNow()), http.RequestAborted);

    private async Task<IResult> PageAsync(DriverSession session, string? denied, HttpContext http) =>
        Page<DriverPage>(StatusCodes.Status200OK, (nameof(DriverPage.View), await views.ShowAsync(session, denied, http.RequestAborted)));

    private static IResult NoSuchLink() =>
        Gone(StatusCodes.Status404NotFound, DriverText.LinkOpensNothing, DriverText.LinkOpensNothingMeaning);

    private static IResult Gone(DriverSession? session) => session switch
    {
        { IsReplaced: true } => Gone(StatusCodes.Status401Unauthorized, DriverText.OtherPhone, DriverText.OtherPhoneMeaning),
        { IsOutdated: true } => Gone(StatusCodes.Status401Unauthorized, DriverText.LinkReplaced, DriverText.LinkReplacedMeaning),
        _ => Gone(StatusCodes.Status401Unauthorized, DriverText.LinkAgain, DriverText.LinkAgainMeaning),
    };

    private static ProblemHttpResult NoSession() =>
        Problems.Of(StatusCodes.Status401Unauthorized, "session_over", "This page is no longer the driver's. Open the link again.");

    private static RedirectHttpResult SeeOther() => TypedResults.LocalRedirect("~" + PagePath);

    private static RazorComponentResult<T> Page<T>(int status, params (string Name, object? Value)[] parameters)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        new(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal))
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>What the browser said; null when it said nothing that is a position.</summary>
    private static GeoPosition? PositionOf(IFormCollection form, DateTimeOffset now)
    {
        if (!Number(form, "lat", 90, out var lat) || !Number(form, "lon", 180, out var lon)
            || !Number(form, "accuracyM", GeoRules.WorstAccuracyM, out var accuracy) || accuracy < 0
            || !Number(form, "ageS", GeoRules.OldestS, out var age))
            return null;

        // The phone says how old its fix is, not when it was: its clock need not be ours.
        return new GeoPosition(lat, lon, accuracy, now - TimeSpan.FromSeconds(Math.Max(age, 0)));
    }

    private static bool Number(IFormCollection form, string name, double largest, out double number) =>
        double.TryParse(form[name], NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) <= largest;
}
