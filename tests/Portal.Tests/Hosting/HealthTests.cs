using System.Net;
using Dapper;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>What a load balancer is told.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_AllWell_SaysSoToAnybody(string path, string status)
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.GetAsync(path, Stop);

        Assert.Equal((HttpStatusCode.OK, $"{{\"status\":\"{status}\"}}"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
    }

    [Fact]
    public async Task Ready_StorageTakesNoWrites_SaysWhichPartUntilItDoes()
    {
        using var visitor = _host.NewVisitor();
        await BreakAsync();

        using var failing = await visitor.GetAsync("/health/ready", Stop);
        using var live = await visitor.GetAsync("/health/live", Stop);
        await MendAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        using var again = await visitor.GetAsync("/health/ready", Stop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failing.StatusCode);
        Assert.Contains("\"code\":\"storage_not_writable\"", await failing.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, again.StatusCode));
    }

    // The writing connection fails as it does on a full disk.
    private Task BreakAsync() =>
        _host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute(
                "CREATE TEMP TRIGGER full BEFORE INSERT ON storage_probe BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"),
            Stop);

    private Task MendAsync() => _host.Get<Database>().WriteAsync(tx => tx.Connection.Execute("DROP TRIGGER full"), Stop);
}
