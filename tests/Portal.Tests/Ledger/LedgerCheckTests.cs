using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

/// <summary>Nobody, the operator included, can change or drop an entry unnoticed.</summary>
public sealed class LedgerCheckTests : IAsyncLifetime
{
    private const int Entries = 600;

    private readonly TestLedger _ledger = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _ledger.AppendAsync(Enumerable.Repeat(SomeEntries.Full(), Entries).ToList());
        await _ledger.SignAsync();
    }

    [Fact]
    public async Task RunAsync_Untouched_IsFine() => Assert.Empty(await _ledger.CheckAsync());

    [Fact]
    public async Task RunAsync_Empty_IsFine()
    {
        using var empty = new TestLedger();
        Assert.Empty(await empty.CheckAsync());
        await empty.SignAsync();
        Assert.Empty(await empty.CheckAsync());
    }

    [Theory]
    [InlineData("UPDATE ledger_body SET salt = randomblob(32) WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET body = replace(CAST(body AS TEXT), 'door_opened', 'door_closed') WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET body = x'00' WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET id = 'evt_0' WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET kind = 'door_closed' WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET at = at + 1 WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET at = 'yesterday' WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET late = 0 WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET household_id = 'hsh_0' WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET household_id = NULL WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET access_point_id = NULL WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET delivery_id = x'0102' WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET device_id = 7 WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET actor_kind = 'portal' WHERE position = 5")]
    [InlineData("UPDATE ledger_body SET actor_id = NULL WHERE position = 5")]
    [InlineData("DELETE FROM ledger_body WHERE position = 5")]
    public async Task RunAsync_BodyOrItsColumnsChanged_NamesThePosition(string sql)
    {
        _ledger.Tamper(sql);
        Assert.StartsWith("position 5: ", Assert.Single(await _ledger.CheckAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE ledger_head SET received_at = received_at + 1 WHERE position = 5", "positions 0 to 255: ")]
    [InlineData("UPDATE ledger_head SET received_at = 'never' WHERE position = 300", "positions 256 to 511: ")]
    [InlineData("UPDATE ledger_head SET received_at = 9223372036854775807 WHERE position = 5", "position 5: ")]
    [InlineData("UPDATE ledger_head SET received_at = received_at + 1 WHERE position = 599", "checkpoint of 2026-11-21 14h UTC: ")]
    [InlineData("UPDATE ledger_head SET commitment = randomblob(32) WHERE position = 5", "position 5: ")]
    [InlineData("UPDATE ledger_head SET commitment = x'00' WHERE position = 5", "position 5: ")]
    [InlineData("DELETE FROM ledger_head WHERE position = 5", "position 5: ")]
    [InlineData("DELETE FROM ledger_head WHERE position BETWEEN 5 AND 9", "positions 5 to 9: ")]
    [InlineData("DELETE FROM ledger_head WHERE position = 0", "position 0: ")]
    [InlineData("UPDATE ledger_head SET position = -5 WHERE position = 5", "position -5: ")]
    [InlineData("UPDATE ledger_head SET position = 9223372036854775807 WHERE position = 599", "position 9223372036854775807: ")]
    [InlineData("UPDATE ledger_head SET position = 10000 WHERE position = 599", "positions 599 to 9999: ")]
    public async Task RunAsync_HeadChangedOrGone_SaysWhere(string sql, string where)
    {
        _ledger.Tamper(sql);
        Assert.Contains(await _ledger.CheckAsync(), fault => fault.StartsWith(where, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE ledger_subtree SET hash = randomblob(32) WHERE idx = 1", "positions 256 to 511: ")]
    [InlineData("UPDATE ledger_subtree SET hash = 'x' WHERE idx = 1", "positions 256 to 511: ")]
    [InlineData("DELETE FROM ledger_subtree WHERE idx = 0", "positions 0 to 255: ")]
    [InlineData("UPDATE ledger_subtree SET idx = 7 WHERE idx = 1", "tree: ")]
    [InlineData("INSERT INTO ledger_subtree (level, idx, hash) VALUES (2, 0, randomblob(32))", "tree: ")]
    [InlineData("INSERT INTO ledger_subtree (level, idx, hash) VALUES (9, 0, randomblob(32))", "tree: ")]
    [InlineData("UPDATE ledger_tree SET size = size + 1", "size: ")]
    [InlineData("DELETE FROM ledger_tree", "size: ")]
    [InlineData("UPDATE ledger_checkpoint SET size = size - 1", "checkpoint of ")]
    [InlineData("UPDATE ledger_checkpoint SET size = size + 1", "checkpoint of ")]
    [InlineData("UPDATE ledger_checkpoint SET root = randomblob(32)", "checkpoint of ")]
    [InlineData("UPDATE ledger_checkpoint SET note = replace(note, '600', '599')", "checkpoint of ")]
    [InlineData("UPDATE ledger_checkpoint SET note = 'nothing'", "checkpoint of ")]
    public async Task RunAsync_TreeOrCheckpointChanged_SaysWhere(string sql, string where)
    {
        _ledger.Tamper(sql);
        Assert.Contains(await _ledger.CheckAsync(), fault => fault.StartsWith(where, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_NewestEntriesCutOffCleanly_MissesWhatWasSigned()
    {
        _ledger.Tamper(
            "DELETE FROM ledger_body WHERE position > 590; DELETE FROM ledger_head WHERE position > 590; UPDATE ledger_tree SET size = 591");
        Assert.Equal(["checkpoint of 2026-11-21 14h UTC: 600 entries were signed, and there are 591"], await _ledger.CheckAsync());
    }

    [Fact]
    public async Task RunAsync_PastRewrittenCleanly_IsNotWhatWasSigned()
    {
        _ledger.Tamper(connection => Rewrite(connection, position: 5));
        Assert.Equal(["checkpoint of 2026-11-21 14h UTC: the entries are not those that were signed"], await _ledger.CheckAsync());
    }

    [Fact]
    public async Task RunAsync_SignedByAnotherKey_IsAFault()
    {
        File.Delete(Directory.GetFiles(Path.Combine(_ledger.Storage.Folder, "keys")).Single());
        Assert.Contains("no key", Assert.Single(await _ledger.CheckAsync()), StringComparison.Ordinal);
        LedgerKey.LoadOrMake(_ledger.Keys).Dispose();
        Assert.Contains("not by this portal's key", Assert.Single(await _ledger.CheckAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_BodiesErased_IsFineAndProofsStay()
    {
        var root = await _ledger.TreeAsync(tree => tree.Root(Entries));
        var leaf = await _ledger.TreeAsync(tree => tree.LeafAt(5));
        await EraseAsync(5, 6, 7, 599);

        Assert.Empty(await _ledger.CheckAsync());
        Assert.Equal(root, await _ledger.TreeAsync(tree => tree.Root(Entries)));
        Assert.True(ReferenceTree.VerifyInclusion(leaf, 5, Entries, await _ledger.TreeAsync(tree => tree.Inclusion(5, Entries)), root));
    }

    [Fact]
    public async Task Erase_LeavesNothingOfTheBodyInTheFile()
    {
        var secret = "erase-me-0f5a9d";
        var position = await _ledger.AppendAsync(SomeEntries.Plain(0) with { Data = $$"""{"name":"{{secret}}"}""" });
        await EraseAsync(position);
        _ledger.Storage.Database.Dispose();
        Assert.DoesNotContain(secret, await File.ReadAllTextAsync(_ledger.Storage.File, _stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_Twice_OrTheTraceItself_IsRefused()
    {
        var trace = await EraseAsync(5);
        await Assert.ThrowsAsync<ArgumentException>(() => EraseAsync(5));
        await Assert.ThrowsAsync<ArgumentException>(() => EraseAsync(trace));
        await Assert.ThrowsAsync<ArgumentException>(() => EraseAsync());
        Assert.Empty(await _ledger.CheckAsync());
    }

    [Fact]
    public async Task RunAsync_WhileEntriesAreAppended_IsFine()
    {
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                    await _ledger.AppendAsync(SomeEntries.Plain(0, 7));
            },
            _stop);
        for (var i = 0; i < 5; i++)
            Assert.Empty(await _ledger.CheckAsync());
        await stop.CancelAsync();
        await appending;
    }

    public ValueTask DisposeAsync()
    {
        _ledger.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<long> EraseAsync(params long[] positions) =>
        _ledger.Storage.Database.WriteAsync(
            tx => new LedgerErasure(_ledger.Writer).Erase(tx, _ledger.Time.GetUtcNow(), Actor.Portal, household: null, positions), _stop);

    /// <summary>Changes an entry and everything stored that rests on it, as only the signature can tell.</summary>
    private static void Rewrite(SqliteConnection connection, long position)
    {
        var (salt, body) = connection.QuerySingle<(byte[] Salt, byte[] Body)>("SELECT salt, body FROM ledger_body WHERE position = @position", new { position });
        var text = System.Text.Encoding.UTF8.GetString(body).Replace("manual", "remote", StringComparison.Ordinal);
        body = System.Text.Encoding.UTF8.GetBytes(text);
        connection.Execute("UPDATE ledger_body SET body = @body WHERE position = @position", new { position, body });
        connection.Execute(
            "UPDATE ledger_head SET commitment = @commitment WHERE position = @position",
            new { position, commitment = SHA256.HashData([.. salt, .. body]) });
        connection.Execute(
            "UPDATE ledger_subtree SET hash = @hash WHERE idx = 0 AND level = 1", new { hash = new LedgerTree(connection).Complete(1, 0) });
    }
}
