using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Portal.Storage;
using SQLitePCL;

namespace Portal.Ledger;

/// <summary><c>ledger check</c>: reads the whole ledger and says what is wrong with it; also while the portal runs.</summary>
internal static class LedgerCommands
{
    private const int Fine = 0;
    private const int Broken = 1;

    public static Command Create(Func<IHost> build)
    {
        var check = new Command(
            "check",
            "Recompute the ledger: every body against its commitment, the tree against what is stored and signed. One line for each fault.");
        check.SetAction((_, cancellationToken) => CheckAsync(build, cancellationToken));
        return new Command("ledger", "The append-only record.") { check };
    }

    private static async Task<int> CheckAsync(Func<IHost> build, CancellationToken cancellationToken)
    {
        using var host = build();
        var check = new LedgerCheck(
            new LedgerPages(host.Services.GetRequiredService<Database>()),
            LedgerKey.PublicKeyIn(host.Services.GetRequiredService<KeyFolder>()),
            new Progress(host.Services.GetRequiredService<TimeProvider>()));
        var faults = 0;
        try
        {
            await foreach (var fault in check.RunAsync(cancellationToken))
            {
                faults++;
                await Console.Out.WriteLineAsync(fault.ToString());
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_CANTOPEN)
        {
            throw new StorageException("There is no database to check. Look at Portal:Storage:ConnectionString.");
        }
        catch (Exception exception) when (exception is SqliteException or InvalidCastException)
        {
            faults++;
            await Console.Out.WriteLineAsync("database: cannot be read on: " + exception.Message);
        }

        await Console.Out.WriteLineAsync(faults == 0 ? check.Summary : string.Create(CultureInfo.InvariantCulture, $"Faults: {faults}."));
        return faults == 0 ? Fine : Broken;
    }

    /// <summary>Tells a person who waits how far it is; a short run says nothing.</summary>
    private sealed class Progress(TimeProvider time) : IProgress<long>
    {
        private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
        private long _told = time.GetTimestamp();

        public void Report(long value)
        {
            if (time.GetElapsedTime(_told) < Between)
                return;
            _told = time.GetTimestamp();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Checked {value} entries so far."));
        }
    }
}
