using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Storage;

/// <summary>One script of <c>Storage/Migrations</c>: <c>0001-ledger.sql</c> has version 1.</summary>
internal sealed record MigrationScript(string Name, string Sql)
{
    private const string Folder = "Migrations/";

    /// <summary>The scripts of this program, in order.</summary>
    public static IReadOnlyList<MigrationScript> All { get; } = ReadAll(Assembly.GetExecutingAssembly());

    public int Version => int.Parse(Name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Tells a script that was changed after it had been applied.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    private static List<MigrationScript> ReadAll(Assembly assembly) =>
        assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))
            .ToList();

    private static MigrationScript Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new StorageException("No script " + resource);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new MigrationScript(resource[Folder.Length..], reader.ReadToEnd());
    }
}
