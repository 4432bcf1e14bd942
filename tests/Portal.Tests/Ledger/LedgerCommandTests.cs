using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

/// <summary><c>ledger check</c> as an operator runs it: a process of its own, beside the one that writes.</summary>
public sealed class LedgerCommandTests : IAsyncLifetime
{
    private readonly TestLedger _ledger = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 300));
        await _ledger.SignAsync();
    }

    [Fact]
    public async Task Check_WhileAnotherProcessWrites_IsFine()
    {
        var (exitCode, output, errors) = await RunAsync("ledger", "check");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.StartsWith("Fine: 300 entries, 1 checkpoints, root ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TamperedWith_NamesEachFaultOnALineAndFails()
    {
        _ledger.Tamper("UPDATE ledger_body SET kind = 'other' WHERE position IN (3, 70)");
        var (exitCode, output, _) = await RunAsync("ledger", "check");
        Assert.Equal(1, exitCode);
        Assert.Collection(
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("position 3: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("position 70: ", line, StringComparison.Ordinal),
            line => Assert.Equal("Faults: 2.", line));
    }

    [Fact]
    public async Task Check_FileIsNoDatabase_FailsWithALine()
    {
        _ledger.Storage.Database.Dispose();
        await File.WriteAllTextAsync(_ledger.Storage.File, "This is no database, whatever its name says. " + new string('.', 4096), _stop);
        var (exitCode, output, _) = await RunAsync("ledger", "check");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("database: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("ledger check everything")]
    [InlineData("ledger repair")]
    public async Task Ledger_WrongUse_IsOneLineAndExitCodeTwo(string arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments.Split(' '));
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Check_NoDatabase_IsWrongUseAndMakesNone()
    {
        _ledger.Storage.Database.Dispose();
        File.Delete(_ledger.Storage.File);
        var (exitCode, _, errors) = await RunAsync("ledger", "check");
        Assert.Equal(2, exitCode);
        Assert.Contains("Portal:Storage:ConnectionString", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_ledger.Storage.File));
    }

    public ValueTask DisposeAsync()
    {
        _ledger.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Portal__Storage__ConnectionString"] = "Data Source=" + _ledger.Storage.File,
            ["Portal__Keys__Directory"] = Path.Combine(_ledger.Storage.Folder, "keys"),
            ["Portal__PublicUrl"] = "https://portal.example",
        };
        using var portal = HelperProcess.Portal(settings, arguments);
        var (output, errors) = await portal.ReadToEndAsync(_stop);
        return (portal.ExitCode, output, errors);
    }
}
