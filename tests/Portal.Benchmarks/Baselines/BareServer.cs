using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Portal.Benchmarks.Baselines;

/// <summary>What the baseline programs share: Kestrel, SignalR and a SQLite file as durable as the portal's.</summary>
internal static class BareServer
{
    public static WebApplication Build(string address, Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls(address);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = 64 * 1024);
        add(builder.Services);
        return builder.Build();
    }

    public static async Task RunAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    public static SqliteConnection OpenDatabase(string folder, string schema)
    {
        Batteries_V2.Init();
        var source = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "bare.db"), Pooling = false };
        var connection = new SqliteConnection(source.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; " + schema;
        command.ExecuteNonQuery();
        return connection;
    }
}
