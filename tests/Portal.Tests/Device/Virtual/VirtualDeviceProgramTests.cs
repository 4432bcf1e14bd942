using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>The program that a newcomer starts, as a process: its lines, its exit codes, and what a kill does to it.</summary>
public sealed partial class VirtualDeviceProgramTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private TestGateway _gateway = null!; // set in InitializeAsync, before any test

    private string Portal => _gateway.Address.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pair_CodeTyped_PrintsTheCheckNumberAndLivesUntilQuit()
    {
        using var device = Start("--profile", "smart-lock", "--pair");
        await device.LineAsync("pairing ");
        device.Type("k7qx-4m2p");

        var claim = await _gateway.NextAsync<ClaimRequest>();
        Assert.Equal($"device id={_gateway.DeviceId} serial={claim.Serial}", await device.LineAsync("device "));
        var number = PairingCheckNumber.Of("K7QX4M2P", claim.PublicKey);
        Assert.StartsWith($"check-number number={number} ", await device.LineAsync("check-number "), StringComparison.Ordinal);
        await device.LineAsync("heartbeat lock=locked door=closed interval=60");
        await _gateway.ConfirmAsync();
        await device.LineAsync("confirmed epoch=1");
        await device.LineAsync("acknowledged epoch=1 seq=3");

        device.Type("open");
        await device.LineAsync("refused word=open reason=locked");
        device.Type("unlock");
        Assert.EndsWith(" data={\"source\":\"key\"}", await device.LineAsync("event epoch=1 seq=4 kind=unlocked at="), StringComparison.Ordinal);
        await device.LineAsync("ok word=unlock");
        device.Type("status");
        await device.LineAsync("status lock=unlocked door=closed battery=100 connected=yes waiting=");
        device.Type("code 00000000");
        await device.LineAsync("code verdict=denied reason=code_refused");
        device.Type("fly away");
        await device.LineAsync("error word=fly text=");
        device.Type("quit");
        Assert.Equal((0, ""), await device.ExitAsync());
    }

    [Fact]
    public async Task S23_KilledWhileCut_StartedAgain_WhatHappenedArrivesOnceAtItsOwnTime()
    {
        using var first = await StartPairedAsync();
        first.Type("unlock");
        first.Type("open");
        await first.LineAsync("acknowledged epoch=1 seq=6");
        first.Type("cut");
        await first.LineAsync("disconnected ");
        first.Type("close");
        var locked = await first.LineAsync("event epoch=1 seq=8 kind=locked");
        first.Kill9();

        using var second = Start();
        second.EndInput();
        var stored = await _gateway.StoredAsync(9);

        Assert.Equal([EventKinds.DoorClosed, EventKinds.Locked, EventKinds.Started], stored.Skip(6).Select(known => known.Kind));
        Assert.Contains($" at={stored[7].At} ", locked, StringComparison.Ordinal);
        await second.LineAsync("acknowledged epoch=1 seq=9");
        Assert.Equal(9, _gateway.Stored.Count);
    }

    [Fact]
    public async Task S23_KilledAtRandomTimes_LosesNothingThatItKeptAndUsesNoNumberTwice()
    {
        var kept = new HashSet<long>();
        using (await StartPairedAsync())
        {
            // Killed at the end of this block.
        }

        for (var round = 0; round < 8; round++)
        {
            using var device = Start();
            device.TypeAll(Enumerable.Repeat(new[] { "unlock", "lock" }, 100).SelectMany(pair => pair));
            for (var events = Random.Shared.Next(1, 60); events > 0; events--)
                await device.LineAsync("event ");
            device.Kill9();
            kept.UnionWith(device.Printed.Select(line => KeptSeq().Match(line)).Where(match => match.Success)
                .Select(match => long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)));
        }

        using var last = Start();
        var started = await last.LineAsync("event epoch=1 seq=");
        var until = int.Parse(KeptSeq().Match(started).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var stored = await _gateway.StoredAsync(until);

        Assert.Equal(Enumerable.Range(1, stored.Count).Select(seq => (long)seq), stored.Select(known => known.Seq));
        Assert.Empty(kept.Except(stored.Select(known => known.Seq)));
        Assert.False(_gateway.IsContradicted);
        Assert.All(stored.Where(known => EventKinds.BearsState(known.Kind)), known => Assert.True(_gateway.Verifies(known)));
    }

    [Fact]
    public async Task S07_FrozenUntilACommandHasExpired_DoesNothing()
    {
        using var device = await StartPairedAsync();
        device.Signal("STOP");
        var expiresAt = TimeProvider.System.GetUtcNow().AddMilliseconds(300);
        await _gateway.SendAsync(
            GatewayMethods.Command, new Command { CommandId = "cmd_1", Name = CommandNames.Unlock, ExpiresAt = WireTime.Format(expiresAt) });
        await Until.TrueAsync(
            "the command has expired",
            () => Task.FromResult(TimeProvider.System.GetUtcNow() > expiresAt.AddMilliseconds(50)),
            TestContext.Current.CancellationToken);

        device.Signal("CONT");

        Assert.Equal(CommandStatus.Expired, (await _gateway.NextAsync<CommandResult>()).Status);
        await device.LineAsync("command id=cmd_1 name=unlock status=expired");
        Assert.DoesNotContain(_gateway.Stored, known => known.Kind == EventKinds.Unlocked);
    }

    [Fact]
    public async Task Fault_OnTheCommandLineAndTyped_IsTheSameWord()
    {
        using var device = Start("--profile", "key-box", "--pair", TestGateway.Code, "--fault", "jam", "--fault", "battery=9");
        await device.LineAsync("ok word=jam");
        await device.LineAsync("ok word=battery");
        device.Type("clock -30 100");
        await device.LineAsync("ok word=clock");
        device.Type("block");
        await device.LineAsync("refused word=block reason=not_supported");
        device.Type("guess 2");
        await device.LineAsync("code verdict=");
        await device.LineAsync("code verdict=");
        device.Type("status");
        await device.LineAsync("status lock=locked door=closed battery=9 ");
    }

    [Fact]
    public async Task Terminated_EndsWithoutAFault()
    {
        using var device = await StartPairedAsync();

        device.Signal("TERM");

        Assert.Equal((0, ""), await device.ExitAsync());
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--profile toaster")]
    [InlineData("--portal nowhere")]
    [InlineData("--latitude 91")]
    [InlineData("--heartbeat soon")]
    [InlineData("--pair K7QX")]
    [InlineData("--fault fly")]
    [InlineData("--fault battery=200")]
    [InlineData("fleet --devices 0")]
    [InlineData("fleet --file nowhere.jsonl")]
    [InlineData("")]
    public async Task WrongUse_IsOneLineAndExitCode2(string arguments)
    {
        using var device = Start(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var (exitCode, errors) = await device.ExitAsync();

        Assert.Equal(2, exitCode);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(device.Printed);
    }

    [Fact]
    public async Task Pair_WrongCode_IsOneLineAndExitCode1()
    {
        using var device = Start("--pair", "AAAA-AAAA");

        Assert.Equal((1, "pairing_code_invalid: Ask for a new code.\n"), await device.ExitAsync());
    }

    [Fact]
    public async Task Start_FolderIsInUse_IsOneLineAndExitCode1()
    {
        using var first = await StartPairedAsync();
        using var second = Start();

        var (exitCode, errors) = await second.ExitAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The state folder cannot be used: ", errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"event epoch=1 seq=(\d+) ")]
    private static partial Regex KeptSeq();

    private DeviceProcess Start(params string[] arguments) => new(["--portal", Portal, "--state", _folder.Path, .. arguments]);

    // Paired, confirmed, and everything acknowledged that a key box says first.
    private async Task<DeviceProcess> StartPairedAsync()
    {
        var device = Start("--pair", TestGateway.Code);
        await device.LineAsync("heartbeat ");
        await _gateway.ConfirmAsync();
        await device.LineAsync("acknowledged epoch=1 seq=4");
        return device;
    }
}
