using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;
using Portal.Client;
using Portal.Client.Controls;

namespace Portal.Hosting;

/// <summary>
/// The headers of rule S32 on every answer. Only style attributes may be inline, because the control library positions with them;
/// no script is, so there is nothing to allow by nonce.
/// </summary>
internal sealed class SecurityHeaders
{
    private readonly RequestDelegate _next;
    private readonly string _contentSecurityPolicy;
    private readonly bool _strictTransport;

    public SecurityHeaders(RequestDelegate next, PublicUrl publicUrl, MapSource map, IHostEnvironment environment)
    {
        _next = next;
        _strictTransport = publicUrl.IsHttps && !environment.IsDevelopment();
        _contentSecurityPolicy = string.Join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src-elem 'self'",
            "style-src-attr 'unsafe-inline'",
            // Maps alone load pictures from elsewhere, from the one source that the operator named.
            map.Tiles is { } tiles ? $"img-src 'self' data: {tiles.Origin}" : "img-src 'self' data:",
            // Older browsers do not count a web socket of the same place as 'self'.
            $"connect-src 'self' {publicUrl.SocketOrigin}",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'");
    }

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            () =>
            {
                Write(context);
                return Task.CompletedTask;
            });
        return _next(context);
    }

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;

        // An answer may bring a stricter policy of its own: a photo is sandboxed (S38).
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = _contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (_strictTransport)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (MustNotBeStored(context))
            headers.CacheControl = "no-store";
    }

    // What needs an account, always; what is public, unless its endpoint says for how long it may be kept.
    private static bool MustNotBeStored(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<StaticAssetDescriptor>() is not null)
            return false;
        var isPublic = metadata?.GetMetadata<IAllowAnonymous>() is not null && context.User.Identity?.IsAuthenticated != true;
        return !isPublic || context.Response.Headers.CacheControl.Count == 0;
    }
}
