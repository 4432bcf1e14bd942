using System.Security.Cryptography;
using System.Text;

namespace Portal.Carriers;

/// <summary>The raw bytes of a carrier's call: bounded, and hashed, because the same key with another body is another call.</summary>
internal sealed record CallBody(byte[] Bytes, byte[] Hash)
{
    public const int Largest = 32 * 1024;

    /// <summary>Null: more than <see cref="Largest"/>.</summary>
    public static async Task<CallBody?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Largest)
            return null;
        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        int count;
        while ((count = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + count > Largest)
                return null;
            buffer.Write(chunk, 0, count);
        }

        var bytes = buffer.ToArray();
        return new CallBody(bytes, HashOf(request, bytes));
    }

    private static byte[] HashOf(HttpRequest request, byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Method + '\n' + request.Path + '\n'));
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }
}
