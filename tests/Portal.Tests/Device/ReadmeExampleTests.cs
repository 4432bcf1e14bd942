using System.Runtime.CompilerServices;
using Portal.Device;
using Portal.Device.Protocol;

namespace Portal.Tests.Device;

/// <summary>The example that makers are shown: it compiles, it runs, and it is what the README says.</summary>
public sealed class ReadmeExampleTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Example_AgainstAGateway_PairsAndBeats()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var off = new CancellationTokenSource();

        var running = ExampleAsync(_folder.Path, gateway.Address, TestGateway.Code, off.Token);
        var beat = await gateway.NextAsync<Heartbeat>();
        await off.CancelAsync();
        await running;

        Assert.Equal(LockWords.Locked, beat.Lock);
    }

    [Fact]
    public async Task Example_ToldToUnlock_SaysSoUnderTheCommand()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var off = new CancellationTokenSource();
        var running = ExampleAsync(_folder.Path, gateway.Address, TestGateway.Code, off.Token);
        await gateway.NextAsync<Heartbeat>();
        await gateway.ConfirmAsync();
        Assert.Equal([EventKinds.Locked, EventKinds.DoorClosed], (await gateway.StoredAsync(2)).Select(told => told.Kind));

        var expires = WireTime.Format(TimeProvider.System.GetUtcNow().AddMinutes(1));
        await gateway.SendAsync(GatewayMethods.Command, new Command { CommandId = "cmd_7", Name = CommandNames.Unlock, ExpiresAt = expires });

        Assert.Equal("""{"source":"remote","commandId":"cmd_7"}""", (await gateway.StoredAsync(3))[2].Data);
        Assert.Equal(CommandStatus.Done, (await gateway.NextAsync<CommandResult>()).Status);
        await off.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Example_InTheReadme_IsThisOne()
    {
        var readme = await File.ReadAllTextAsync(Beside("../../../src/Portal.Device/README.md"), TestContext.Current.CancellationToken);
        var here = await File.ReadAllTextAsync(Beside("ReadmeExampleTests.cs"), TestContext.Current.CancellationToken);

        Assert.Equal(Between(here, "// The example:\n", "        // The end of it."), Between(readme, "```csharp\n", "```\n"));
    }

    private static async Task ExampleAsync(string folder, Uri portal, string code, CancellationToken stop)
    {
        // The example:
        var bolt = LockWords.Locked;
        DeviceClient? self = null;
        using var device = self = new DeviceClient(new DeviceOptions
        {
            Directory = folder,
            Description = new() { Profile = DeviceProfile.SmartLock, Model = "Oak 2", Serial = "7", Firmware = "1.0.0" },
            Status = _ => ValueTask.FromResult(new DeviceStatus { Lock = bolt, Door = DoorWords.Closed }),
            Obey = (order, _) => ValueTask.FromResult(Turn(order)),
            News = news => Introduce(news is DeviceNews.Confirmed),
        });
        if (device.DeviceId is null)
            Console.WriteLine(await device.PairAsync(portal, code, stop));
        await device.RunAsync(stop);

        void Introduce(bool isNew)
        {
            if (isNew && self?.Report(EventKinds.Locked) is not null)
                self.Report(EventKinds.DoorClosed);
        }

        OrderOutcome Turn(DeviceOrder order)
        {
            bolt = order.Name == CommandNames.Unlock ? LockWords.Unlocked : LockWords.Locked;
            self?.Report(bolt == LockWords.Unlocked ? EventKinds.Unlocked : EventKinds.Locked, new { order.Source, order.CommandId });
            return OrderOutcome.Done;
        }
        // The end of it.
    }

    private static string Beside(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? ".", file));

    private static string Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var lines = text[from..text.IndexOf(end, from, StringComparison.Ordinal)].Split('\n');
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : line.TrimStart()));
    }
}
