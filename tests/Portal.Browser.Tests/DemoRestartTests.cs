using Portal.Browser.Tests.Support;

namespace Portal.Browser.Tests;

/// <summary>The demo is the same one after a restart.</summary>
public sealed class DemoRestartTests
{
    private const string Devices = "SELECT id FROM device ORDER BY id";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restart_KeepsPeopleDevicesAndTheWaitingDelivery()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        var devices = await portal.ReadColumnAsync(Devices, Stop);
        var deliveries = await portal.ReadColumnAsync("SELECT id FROM delivery", Stop);
        var key = await portal.Program.ReadAsync("Carrier key:", Stop);

        await portal.RestartDemoAsync([], Stop);

        Assert.Equal(4, devices.Count);
        Assert.Equal(devices, await portal.ReadColumnAsync(Devices, Stop));
        Assert.Equal(deliveries, await portal.ReadColumnAsync("SELECT id FROM delivery", Stop));
        Assert.Equal(key, await portal.Program.ReadAsync("Carrier key:", Stop));
        foreach (var line in new[] { "Owner: ", "Support: ", "Operator: ", "Carrier key: " })
            Assert.Single(portal.Program.Lines, printed => printed.StartsWith(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restart_WithAnotherKey_IsKnownByBoth()
    {
        const string Key = "pck_another_key_that_is_long_enough_0123";
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        var first = await portal.Program.ReadAsync("Carrier key:", Stop);

        await portal.RestartDemoAsync([new("Portal__Demo__CarrierKey", Key)], Stop);

        Assert.Equal(Key, await portal.Program.ReadAsync("Carrier key:", Stop));
        using var old = new CarrierProgram(portal.Address, first);
        using var next = new CarrierProgram(portal.Address, Key);
        Assert.Equal(await old.FindNewestAsync(Stop), await next.FindNewestAsync(Stop));
    }
}
