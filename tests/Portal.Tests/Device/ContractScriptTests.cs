using System.Text.Json;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Device;

/// <summary>The contract as spoken by a program that shares no code with ours: Node, its own cryptography, Microsoft's npm client.</summary>
public sealed class ContractScriptTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vectors_ComputedElsewhere_AreTheSame()
    {
        using var script = new NodeScript("vectors.mjs");

        var (exitCode, output, errors) = await script.ExitAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.EndsWith(" passed, 0 failed\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S23_NpmSignalRClient_PairsSignsInReportsAndIsAcknowledged()
    {
        var car = await house.AddCarAsync(Cancel);
        var code = await house.Host.AskPairingCodeAsync(house.Owner.Account, car, Cancel);
        using var script = new NodeScript("device.mjs", house.Host.Address.ToString(), code);
        var shown = await SaidAsync(script, "check-number");
        var device = DeviceId.From(shown.GetProperty("deviceId").GetString() ?? "");
        await SaidAsync(script, "signed-in");

        var pairing = await house.Host.Get<Pairings>().FindAsync(house.Owner.Account, car, Cancel);
        Assert.Equal(shown.GetProperty("number").GetString(), pairing?.Claimed?.CheckNumber);
        Assert.Equal(AccessOutcome.Done, await house.Host.Get<Pairings>().AnswerAsync(house.Owner.Account, device, same: true, Cancel));

        await SaidAsync(script, "paired");
        var acknowledged = await SaidAsync(script, "acknowledged");
        Assert.Equal("""{"epoch":1,"seq":2}""", acknowledged.GetProperty("acked").GetRawText());
        Assert.Equal((0, "", ""), await script.ExitAsync());
        var entries = await house.Host.Get<Database>().ReadAsync(
            connection => LedgerReader.Read(connection, "body.device_id = @device ORDER BY body.position", new { device }), Cancel);
        Assert.Equal(
            [EventKinds.Locked, EventKinds.DoorClosed], entries.Select(entry => entry.Kind).Where(EventKinds.BearsState));
    }

    [Fact]
    public async Task NpmSignalRClient_WrongCode_IsToldSo()
    {
        using var script = new NodeScript("device.mjs", house.Host.Address.ToString(), "AAAA-AAAA");

        var (exitCode, _, errors) = await script.ExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains(GatewayErrorCodes.PairingCodeInvalid, errors, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> SaidAsync(NodeScript script, string what)
    {
        if (await script.LineAsync() is not { } line)
            throw new InvalidOperationException($"The script ended before '{what}': {await script.ExitAsync()}");
        var said = JsonSerializer.Deserialize<JsonElement>(line);
        Assert.Equal(what, said.GetProperty("said").GetString());
        return said;
    }
}
