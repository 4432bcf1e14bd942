using Microsoft.AspNetCore.Http.Features;

namespace Portal.Hosting;

/// <summary>
/// Lets whoever sends too much hear so (S35). A connection that is closed while the other side still sends is reset, and a reset may
/// overtake the answer; so the answer is sent at once, and what was announced is read on for a while and thrown away (RFC 9112 §9.6).
/// </summary>
internal static class LingeringClose
{
    /// <summary>In bytes: a picture from a camera that knows no limit. Whoever announces or sends more is cut off.</summary>
    public const long Most = 8 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false, MaxRequestBodySize: { } allowed } size
            || context.Request.ContentLength is not { } announced || announced <= allowed
            || context.Request.Headers.Expect.Count > 0)
            return;
        await context.Response.CompleteAsync();
        size.MaxRequestBodySize = null;
        if (!await ReadOnAsync(context))
            context.Abort();
    }

    /// <summary>Whether all came.</summary>
    private static async Task<bool> ReadOnAsync(HttpContext context)
    {
        using var late = new CancellationTokenSource(Patience, context.RequestServices.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, late.Token);
        var scratch = new byte[16 * 1024];
        var taken = 0L;
        try
        {
            while (await context.Request.Body.ReadAsync(scratch, either.Token) is var read and > 0)
            {
                taken += read;
                if (taken > Most)
                    return false;
            }

            return true;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return false; // Gone, or too slow: the answer was sent, and there is nothing to add to it.
        }
    }
}
