namespace Portal.Ledger;

/// <summary>The ledger's door to the host.</summary>
internal static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services) =>
        services
            .AddSingleton<LedgerSignal>()
            .AddSingleton<LedgerWriter>()
            .AddSingleton<LedgerReader>()
            .AddSingleton<LedgerFeed>();
}
