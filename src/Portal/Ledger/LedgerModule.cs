using Portal.Client;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>The ledger's door to the host.</summary>
internal static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services) =>
        services
            .AddSingleton<LedgerSignal>()
            .AddSingleton<LedgerWriter>()
            .AddSingleton<LedgerReader>()
            .AddSingleton<LedgerFeed>()
            .AddSingleton<LedgerErasure>()
            .AddSingleton(provider => LedgerKey.LoadOrMake(provider.GetRequiredService<KeyFolder>()))
            .AddSingleton(provider => LedgerOrigin.Of(provider.GetRequiredService<PublicUrl>()))
            .AddSingleton<Checkpoints>()
            .AddHostedService(provider => provider.GetRequiredService<Checkpoints>());

    /// <summary>Public, for everybody: hashes and signatures disclose nothing.</summary>
    public static void MapLedger(this IEndpointRouteBuilder endpoints)
    {
        var ledger = endpoints.MapGroup("/ledger").AllowAnonymous();
        ledger.MapGet("/checkpoint", LedgerEndpoints.Checkpoint);
        ledger.MapGet("/key", LedgerEndpoints.Key);
        ledger.MapGet("/proof/inclusion", LedgerEndpoints.InclusionAsync);
        ledger.MapGet("/proof/consistency", LedgerEndpoints.ConsistencyAsync);
    }
}
