using System.Text.Json;
using Portal.Client;

namespace Portal.Ledger;

/// <summary>The data of an entry as JSON text, in the form of the public contracts.</summary>
internal static class LedgerData
{
    public static string Of<T>(T data) => JsonSerializer.Serialize(data, PortalJson.Options);
}
