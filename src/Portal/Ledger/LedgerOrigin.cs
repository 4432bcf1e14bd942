using Portal.Client;

namespace Portal.Ledger;

/// <summary>The name under which the ledger signs: host of <c>Portal:PublicUrl</c>, then <c>/ledger</c>.</summary>
internal sealed record LedgerOrigin(string Value)
{
    public static LedgerOrigin Of(PublicUrl url) => new(url.Value.IdnHost + "/ledger");
}
