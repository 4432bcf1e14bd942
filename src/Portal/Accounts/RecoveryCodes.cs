using System.Security.Cryptography;

namespace Portal.Accounts;

/// <summary>
/// Codes for the day the authenticator is lost: shown once, kept as hashes, used once. Each has 80 random bits, so that a plain hash keeps
/// it even from whoever has the database (S36).
/// </summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    // Without what looks alike on paper.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 16;
    private const int Group = 4;

    /// <summary>New ones, in groups: <c>K7QX-4M2P-9TRB-W3HD</c>.</summary>
    public static IReadOnlyList<string> Make() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(group => new string(group))))];

    /// <summary>What is hashed of a code, however it was typed.</summary>
    public static byte[] Hash(string code) => Secrets.Hash(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)));
}
