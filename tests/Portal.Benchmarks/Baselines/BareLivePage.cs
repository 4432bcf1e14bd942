using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Benchmarks.Baselines;

/// <summary>
/// What the owner's page is compared with: a hub that commits each event to SQLite with <c>synchronous=FULL</c>, and a bare interactive
/// component that shows the last ones. No sign-in, no signature, no rules, no ledger.
/// </summary>
internal static class BareLivePage
{
    public const string Verb = "serve-bare-live-page";
    public const string Hub = "/hub";

    public static async Task ServeAsync(string address, string folder, CancellationToken cancellationToken)
    {
        using var store = new OneByOneStore(folder);
        await using var app = BareServer.Build(address, services =>
        {
            services.AddSingleton(store);
            services.AddSingleton<BareFeed>();
            services.AddRazorComponents().AddInteractiveServerComponents();
        });
        app.UseAntiforgery();
        app.MapGet("/_framework/blazor.web.js", () => Results.File(Checkout.BlazorScript, "text/javascript"));
        app.MapHub<EventHub>(Hub);
        app.MapRazorComponents<BareDocument>().AddInteractiveServerRenderMode();
        await BareServer.RunAsync(app, cancellationToken);
    }

    internal sealed class EventHub(OneByOneStore store, BareFeed feed) : Hub
    {
        [HubMethodName("Report")]
        public void Report(JsonElement batch)
        {
            foreach (var element in batch.EnumerateArray())
            {
                var shown = new BareEvent(element.GetProperty("at").GetString() ?? "", element.GetProperty("kind").GetString() ?? "");
                store.Commit(shown);
                feed.Show(shown);
            }
        }
    }

    /// <summary>One commit for each event.</summary>
    internal sealed class OneByOneStore : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;

        public OneByOneStore(string folder)
        {
            _connection = BareServer.OpenDatabase(folder, "CREATE TABLE event (id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL)");
            _insert = _connection.CreateCommand();
            _insert.CommandText = "INSERT INTO event (at, kind) VALUES (@at, @kind)";
            _insert.Parameters.Add("@at", SqliteType.Text);
            _insert.Parameters.Add("@kind", SqliteType.Text);
        }

        public void Commit(BareEvent one)
        {
            lock (_gate)
            {
                _insert.Parameters[0].Value = one.At;
                _insert.Parameters[1].Value = one.Kind;
                _insert.ExecuteNonQuery();
            }
        }

        public void Dispose()
        {
            _insert.Dispose();
            _connection.Dispose();
        }
    }
}
