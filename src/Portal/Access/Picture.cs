using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Portal.Access;

/// <summary>
/// A picture as it is kept and shown: its type known by its bytes, and nothing in it but the picture. Where and by what it was taken, which
/// cameras write beside it, is left out (S38).
/// </summary>
internal sealed record Picture(string MediaType, byte[] Bytes)
{
    /// <summary>JPEG, PNG or WebP, whole; what is anything else is refused.</summary>
    public static bool TryClean(ReadOnlySpan<byte> sent, [NotNullWhen(true)] out Picture? picture)
    {
        picture = null;
        if (JpegPicture.Is(sent))
            picture = Of("image/jpeg", JpegPicture.Clean(sent));
        else if (PngPicture.Is(sent))
            picture = Of("image/png", PngPicture.Clean(sent));
        else if (WebpPicture.Is(sent))
            picture = Of("image/webp", WebpPicture.Clean(sent));
        return picture is not null;
    }

    /// <summary>As an answer that can do nothing but be looked at.</summary>
    public FileContentHttpResult ShowIn(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        http.Response.Headers.ContentDisposition = "inline";
        return TypedResults.File(Bytes, MediaType);
    }

    private static Picture? Of(string mediaType, byte[]? clean) => clean is null ? null : new Picture(mediaType, clean);
}
