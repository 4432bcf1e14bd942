using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Client.Demo;
using Portal.Demo;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Demo;

/// <summary>What a newcomer finds, and what an operator must not find.</summary>
public sealed class DemoStartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Production_HasNothingOfTheDemo()
    {
        await using var host = await PortalHost.StartAsync(Stop);

        var counts = await host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<(int Accounts, int Carriers, int Devices)>(
                "SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM carrier), (SELECT count(*) FROM device)"),
            Stop);
        Assert.Equal((0, 0, 0), counts);
        Assert.Null(host.Services.GetService<IDemoPanel>());
        Assert.Null(host.Services.GetService<DemoStage>());
        Assert.Empty(host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<DemoStart>());
    }

    [Fact]
    public async Task Start_Development_SetsTheScene()
    {
        await using var host = await DemoHost.StartAsync(Stop);

        var counts = await host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<(int Members, int Staff, int Carriers, int Devices, int Requests)>(
                """
                SELECT (SELECT count(*) FROM member), (SELECT count(*) FROM account_role),
                       (SELECT count(*) FROM carrier WHERE standing = 'verified'), (SELECT count(*) FROM device WHERE state = 'active'),
                       (SELECT count(*) FROM delivery WHERE state = 'requested')
                """),
            Stop);
        Assert.Equal((3, 2, 1, 4, 1), counts);
        using var owner = await host.SignInAsync(DemoHost.Owner, Stop);
        using var home = await owner.GetAsync("/", Stop);
        Assert.True(home.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Start_Development_TheDevicesAreHeardOverTheSocket()
    {
        await using var host = await DemoHost.StartAsync(Stop);

        await Until.TrueAsync(
            "three devices that are heard, closed",
            () => host.Get<Database>().ReadAsync(
                connection => connection.ExecuteScalar<int>(
                    "SELECT count(*) FROM device_state WHERE door = 'closed' AND last_heard_at IS NOT NULL") == 3,
                Stop),
            Stop);
    }

    [Theory]
    [InlineData("Portal:Demo:Password", "short")]
    [InlineData("Portal:Demo:CarrierKey", "too-short-for-a-key")]
    [InlineData("Portal:Demo:CarrierKey", "pck with blanks in it 0123456789 0123456789")]
    public async Task Start_SecretThatCouldBeGuessed_SaysWhichSettingAndDoesNotStart(string setting, string value)
    {
        var options = new PortalHostOptions
        {
            Environment = "Development",
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { [setting] = value },
        };

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => PortalHost.StartAsync(options, Stop));

        Assert.StartsWith(setting + ": ", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }
}
