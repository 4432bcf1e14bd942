using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

public sealed class CheckpointsTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TestLedger _ledger = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_SignsTheLedgerAsACheckpointOfTheContract()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 300));
        using var checkpoints = await _ledger.StartCheckpointsAsync("portal.example/ledger");

        var lines = checkpoints.Newest?.Split('\n') ?? [];
        Assert.Equal(6, lines.Length);
        Assert.Equal("portal.example/ledger", lines[0]);
        Assert.Equal("300", lines[1]);
        Assert.Equal(Convert.ToBase64String(await _ledger.TreeAsync(tree => tree.Root(300))), lines[2]);
        Assert.Equal("", lines[3]);
        Assert.StartsWith("\u2014 portal.example/ledger ", lines[4], StringComparison.Ordinal);
        Assert.Equal("", lines[5]);
    }

    [Fact]
    public async Task Start_SignatureVerifiesWithTheVerifierKeyAlone()
    {
        using var checkpoints = await _ledger.StartCheckpointsAsync();
        using var key = LedgerKey.LoadOrMake(_ledger.Keys);
        var verifier = new VerifierKey("portal.example/ledger", key.PublicKey).ToString();

        // Read as somebody does who has only the two specifications.
        var parts = verifier.Split('+', 3);
        var publicKey = Convert.FromBase64String(parts[2]);
        Assert.Equal("portal.example/ledger", parts[0]);
        Assert.Equal(0x02, publicKey[0]);
        Assert.Equal(parts[1], Convert.ToHexStringLower(SHA256.HashData(publicKey.AsSpan(1))[..4]));

        var lines = checkpoints.Newest?.Split('\n') ?? [];
        var signature = Convert.FromBase64String(lines[4].Split(' ')[2]);
        Assert.Equal(parts[1], Convert.ToHexStringLower(signature.AsSpan(0, 4)));
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(publicKey.AsSpan(1), out _);
        Assert.Equal("1.2.840.10045.3.1.7", ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        Assert.True(ecdsa.VerifyData(
            Encoding.UTF8.GetBytes(string.Join('\n', lines[..3]) + "\n"),
            signature.AsSpan(4),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task Grown_ASecondLater_IsSignedOnceAndKept()
    {
        using var checkpoints = await _ledger.StartCheckpointsAsync();
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        Assert.Equal(0, SizeOf(checkpoints));

        await TickUntilAsync(checkpoints, size: 3);
        Assert.Equal([3], await KeptSizesAsync());
        await checkpoints.StopAsync(_stop);
    }

    [Fact]
    public async Task NotGrown_StaysTheSameNote()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        using var checkpoints = await _ledger.StartCheckpointsAsync();
        var first = checkpoints.Newest;
        _ledger.Time.Advance(10 * Second);
        await checkpoints.StopAsync(_stop);
        Assert.Equal(first, checkpoints.Newest);
    }

    [Fact]
    public async Task Keep_NewestOfEachHour()
    {
        using var checkpoints = await _ledger.StartCheckpointsAsync();
        for (var size = 1; size <= 6; size++)
        {
            await _ledger.AppendAsync(SomeEntries.Plain(size));
            await TickUntilAsync(checkpoints, size);
            if (size % 2 == 0)
                _ledger.Time.SetUtcNow(_ledger.Time.GetUtcNow().AddHours(1));
        }

        await checkpoints.StopAsync(_stop);
        Assert.Equal([2, 4, 6], await KeptSizesAsync());
        Assert.Empty(await _ledger.CheckAsync());
    }

    [Fact]
    public async Task Keep_ClockSetBack_NeverReplacesALaterOne()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 2));
        await _ledger.SignAsync();
        _ledger.Time.Advance(TimeSpan.FromHours(1));
        await _ledger.AppendAsync(SomeEntries.Plain(0, 2));
        await _ledger.SignAsync();
        _ledger.Time.SetUtcNow(ManualTime.Start);
        await _ledger.AppendAsync(SomeEntries.Plain(0, 2));
        await _ledger.SignAsync();

        Assert.Equal([4, 6], await KeptSizesAsync());
        using var checkpoints = await _ledger.StartCheckpointsAsync();
        Assert.Equal(6, SizeOf(checkpoints));
    }

    [Fact]
    public async Task Stop_SignsWhatCameLast()
    {
        using var checkpoints = await _ledger.StartCheckpointsAsync();
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        await checkpoints.StopAsync(_stop);
        Assert.Equal([3], await KeptSizesAsync());
    }

    [Fact]
    public async Task Start_Again_ShowsTheSameNote()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        using var first = await _ledger.StartCheckpointsAsync();
        using var second = await _ledger.StartCheckpointsAsync();
        Assert.Equal(first.Newest, second.Newest);
    }

    [Fact]
    public async Task Start_PortalHasMoved_SignsUnderTheNewOrigin()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        await _ledger.SignAsync();
        using var moved = await _ledger.StartCheckpointsAsync("elsewhere.example/ledger");
        Assert.StartsWith("elsewhere.example/ledger\n3\n", moved.Newest, StringComparison.Ordinal);
        Assert.Empty(await _ledger.CheckAsync());
    }

    [Theory]
    [InlineData("UPDATE ledger_head SET received_at = 0 WHERE position = 2")]
    [InlineData("DELETE FROM ledger_head WHERE position > 1; DELETE FROM ledger_body WHERE position > 1; UPDATE ledger_tree SET size = 2")]
    public async Task PastChanged_NothingIsSignedAnyMore(string sql)
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        await _ledger.SignAsync();
        _ledger.Tamper(sql);
        await _ledger.AppendAsync(SomeEntries.Plain(3, 5));

        using var checkpoints = await _ledger.StartCheckpointsAsync();
        await checkpoints.StopAsync(_stop);
        Assert.Equal([3], await KeptSizesAsync());
        Assert.Equal(3, SizeOf(checkpoints));
    }

    [Fact]
    public void S36_Key_IsMadeOnceBesideTheDatabaseAndForItsOwnerOnly()
    {
        using var first = LedgerKey.LoadOrMake(_ledger.Keys);
        using var second = LedgerKey.LoadOrMake(_ledger.Keys);
        Assert.Equal(first.PublicKey, second.PublicKey);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_ledger.Storage.Folder, "keys")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Key_FileIsSomethingElse_StopsTheStartAndIsLeftAlone()
    {
        LedgerKey.LoadOrMake(_ledger.Keys).Dispose();
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_ledger.Storage.Folder, "keys")));
        File.WriteAllText(file, "no key");
        Assert.Throws<StorageException>(() => LedgerKey.LoadOrMake(_ledger.Keys));
        Assert.Equal("no key", File.ReadAllText(file));
    }

    public void Dispose() => _ledger.Dispose();

    private async Task TickUntilAsync(Checkpoints checkpoints, long size)
    {
        await _ledger.Time.TimerSetAsync(Second, _stop);
        _ledger.Time.Advance(Second);
        await Until.TrueAsync($"a checkpoint of {size} entries", () => Task.FromResult(SizeOf(checkpoints) == size), _stop);
    }

    private Task<List<long>> KeptSizesAsync() =>
        _ledger.Storage.Database.ReadAsync(
            connection => connection.Query<long>("SELECT size FROM ledger_checkpoint ORDER BY size").ToList(), _stop);

    private static long SizeOf(Checkpoints checkpoints) =>
        long.Parse(checkpoints.Newest?.Split('\n')[1] ?? "-1", System.Globalization.CultureInfo.InvariantCulture);
}
