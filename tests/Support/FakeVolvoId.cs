using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Tests.Support;

/// <summary>Volvo's sign-in as it is published: code with PKCE, tokens that are replaced with each refresh, and taking them back.</summary>
internal sealed class FakeVolvoId(TimeProvider time)
{
    public const string ClientId = "portal-client";
    public const string ClientSecret = "portal-client-secret";

    private readonly ConcurrentDictionary<string, (string Challenge, string Redirect, string Subject)> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refresh = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Subject, DateTimeOffset EndsAt)> _access = new(StringComparer.Ordinal);
    private int _given;
    private int _refreshes;

    /// <summary>Who signs in next.</summary>
    public string Subject { get; set; } = "volvo-subject-of-the-owner";

    public TimeSpan Lasts { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Every token that was given out, to look for where none may stand.</summary>
    public ConcurrentBag<string> Given { get; } = [];

    /// <summary>What was taken back.</summary>
    public ConcurrentQueue<string> Revoked { get; } = new();

    /// <summary>How often tokens were made from others.</summary>
    public int Refreshes => _refreshes;

    /// <summary>Refresh tokens that would be taken now.</summary>
    public int LiveRefreshTokens => _refresh.Count;

    public bool IsAway { get; set; }

    /// <summary>Every access token ends now, before its time.</summary>
    public void EndAccess() => _access.Clear();

    /// <summary>The owner took the permission back at Volvo.</summary>
    public void EndAll()
    {
        _access.Clear();
        _refresh.Clear();
    }

    public string? SubjectOf(string? authorization) =>
        authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true
        && _access.TryGetValue(authorization["Bearer ".Length..], out var found) && found.EndsAt > time.GetUtcNow()
            ? found.Subject
            : null;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/as/authorization.oauth2", Authorize);
        routes.MapPost("/as/token.oauth2", TokenAsync);
        routes.MapPost("/as/revoke_token.oauth2", RevokeAsync);
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["code_challenge"].ToString().Length != 43)
            return Results.BadRequest();
        var code = Make("code");
        _codes[code] = (query["code_challenge"].ToString(), query["redirect_uri"].ToString(), Subject);
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["code"] = code,
            ["state"] = query["state"],
        }));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        if (IsAway)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (!IsOurs(request))
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return form["grant_type"].ToString() switch
        {
            "authorization_code" when _codes.TryRemove(form["code"].ToString(), out var asked)
                && asked.Redirect == form["redirect_uri"] && asked.Challenge == ChallengeOf(form["code_verifier"].ToString()) => Give(asked.Subject),
            "refresh_token" when _refresh.TryRemove(form["refresh_token"].ToString(), out var subject) => Refresh(subject),
            _ => Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest),
        };
    }

    private async Task<IResult> RevokeAsync(HttpRequest request)
    {
        if (IsAway)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (!IsOurs(request))
            return Results.Unauthorized();
        var token = (await request.ReadFormAsync(request.HttpContext.RequestAborted))["token"].ToString();
        _refresh.TryRemove(token, out _);
        Revoked.Enqueue(token);
        return Results.Ok();
    }

    private IResult Refresh(string subject)
    {
        Interlocked.Increment(ref _refreshes);
        return Give(subject);
    }

    private IResult Give(string subject)
    {
        var (access, refresh) = (Make("access"), Make("refresh"));
        _access[access] = (subject, time.GetUtcNow() + Lasts);
        _refresh[refresh] = subject;
        var claims = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($$"""{"sub":"{{subject}}"}"""));
        return Results.Json(new
        {
            access_token = access, refresh_token = refresh, token_type = "Bearer", expires_in = (int)Lasts.TotalSeconds, id_token = $"e30.{claims}.",
        });
    }

    private string Make(string kind)
    {
        var made = string.Create(CultureInfo.InvariantCulture, $"{kind}-token-of-volvo-{Interlocked.Increment(ref _given)}");
        Given.Add(made);
        return made;
    }

    private static string ChallengeOf(string verifier) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static bool IsOurs(HttpRequest request) =>
        request.Headers.Authorization.ToString() == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
}
