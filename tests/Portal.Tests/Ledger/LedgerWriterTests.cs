using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Client;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

public sealed class LedgerWriterTests : IDisposable
{
    private readonly TestLedger _ledger = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_OneByOneAndTogether_PositionsHaveNoGaps()
    {
        Assert.Equal(0, await _ledger.AppendAsync(SomeEntries.Plain(0)));
        Assert.Equal(1, await _ledger.AppendAsync(SomeEntries.Plain(1, 3)));
        Assert.Equal(4, await _ledger.AppendAsync(SomeEntries.Plain(4)));
        Assert.Equal([0, 1, 2, 3, 4], await PositionsAsync());
        Assert.Equal(5, await _ledger.TreeAsync(tree => tree.Size()));
    }

    [Fact]
    public async Task Append_WorkThrowsAfterIt_LeavesNoGap()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0));
        await Assert.ThrowsAsync<FormatException>(() => _ledger.Storage.Database.WriteAsync<long>(
            tx =>
            {
                _ledger.Writer.Append(tx, ManualTime.Start, SomeEntries.Plain(1, 600));
                throw new FormatException();
            },
            _stop));
        Assert.Equal(1, await _ledger.AppendAsync(SomeEntries.Plain(2)));
        Assert.Equal([0, 1], await PositionsAsync());
    }

    [Fact]
    public async Task Append_ManyCallersAtOnce_EachHasItsOwnPositions()
    {
        var firsts = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => _ledger.AppendAsync(SomeEntries.Plain(i, 3)), _stop)));
        Assert.Equal(Enumerable.Range(0, 400).Select(i => 3L * i), firsts.Order());
        Assert.Equal(1200, await _ledger.TreeAsync(tree => tree.Size()));
    }

    [Fact]
    public async Task Append_Full_HeadCommitsToTheBodyAsTheContractSays()
    {
        var entry = SomeEntries.Full();
        _ledger.Time.Advance(TimeSpan.FromMilliseconds(7.5));
        await _ledger.AppendAsync(entry);

        var row = await _ledger.Storage.Database.ReadAsync(
            connection => connection.QuerySingle<(long ReceivedAt, byte[] Commitment, byte[] Salt, byte[] Body)>(
                "SELECT received_at, commitment, salt, body FROM ledger_head JOIN ledger_body USING (position)"),
            _stop);
        Assert.Equal(SHA256.HashData([.. row.Salt, .. row.Body]), row.Commitment);

        var head = "portal/entry/v1\n0\n2026-11-21T14:00:00.007Z\n" + Convert.ToHexString(row.Commitment).ToLower(CultureInfo.InvariantCulture);
        Assert.Equal(SHA256.HashData([0, .. Encoding.UTF8.GetBytes(head)]), await _ledger.TreeAsync(tree => tree.Root(1)));
    }

    [Fact]
    public async Task Append_Full_BodySaysEverything()
    {
        var entry = SomeEntries.Full();
        await _ledger.AppendAsync(entry);
        var bytes = await _ledger.Storage.Database.ReadAsync(
            connection => connection.QuerySingle<byte[]>("SELECT body FROM ledger_body"), _stop);

        var body = JsonDocument.Parse(bytes).RootElement;
        Assert.Equal("door_opened", body.GetProperty("kind").GetString());
        Assert.Equal("2026-11-21T13:59:59.880Z", body.GetProperty("at").GetString());
        Assert.Equal(entry.Household?.Value, body.GetProperty("household").GetString());
        Assert.Equal(entry.AccessPoint?.Value, body.GetProperty("accessPoint").GetString());
        Assert.Equal("device", body.GetProperty("actor").GetProperty("kind").GetString());
        Assert.Equal(entry.Data, body.GetProperty("data").GetRawText());
        var evidence = EntryBody.EvidenceOf(bytes);
        Assert.Equal(entry.Evidence?.CanonicalBytes, evidence?.CanonicalBytes);
        Assert.Equal(entry.Evidence?.Signature, evidence?.Signature);
    }

    [Fact]
    public async Task Append_TwoEqualEntries_HaveDifferentSaltsAndCommitments()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0), SomeEntries.Plain(0));
        var rows = await _ledger.Storage.Database.ReadAsync(
            connection => connection.Query<(byte[] Salt, byte[] Commitment)>(
                "SELECT salt, commitment FROM ledger_head JOIN ledger_body USING (position)").ToList(),
            _stop);
        Assert.NotEqual(rows[0].Salt, rows[1].Salt);
        Assert.NotEqual(rows[0].Commitment, rows[1].Commitment);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{} {}")]
    public async Task Append_DataIsNoObject_IsRefusedAndNothingIsKept(string data)
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _ledger.AppendAsync(SomeEntries.Plain(0) with { Data = data }));
        Assert.Empty(await PositionsAsync());
    }

    [Fact]
    public async Task Append_DataNestedAsDeepAsTheWriterAllows_CanBeReadAgain()
    {
        var data = string.Concat(Enumerable.Repeat("{\"a\":", 63)) + "{}" + new string('}', 63);
        await _ledger.AppendAsync(SomeEntries.Plain(0) with { Data = data });
        Assert.Equal(data, Assert.Single(await _ledger.Reader.AfterAsync(-1, 10, _stop)).Data);
    }

    [Fact]
    public async Task Read_Full_GivesBackWhatWasAppended()
    {
        var entry = SomeEntries.Full();
        await _ledger.AppendAsync(SomeEntries.Plain(0), entry);
        var read = Assert.Single(await _ledger.Reader.AfterAsync(0, 10, _stop));

        Assert.Equal(1, read.Position);
        Assert.True(PortalId.TryParse<EventId>(read.Id.Value, out _));
        Assert.Equal(
            (entry.Kind, entry.At, ManualTime.Start, entry.Late, entry.Household, entry.AccessPoint, entry.Delivery, entry.Device, entry.Actor, entry.Data),
            (read.Kind, read.At, read.ReceivedAt, read.Late, read.HouseholdId, read.AccessPointId, read.DeliveryId, read.DeviceId, read.Actor, read.Data));
    }

    [Fact]
    public async Task AfterAsync_ErasedEntries_ArePassedOver()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 5));
        await _ledger.Storage.Database.WriteAsync(
            tx => new LedgerErasure(_ledger.Writer).Erase(tx, ManualTime.Start, Actor.Portal, household: null, [1, 2]), _stop);
        var read = await _ledger.Reader.AfterAsync(0, 2, _stop);
        Assert.Equal([3, 4], read.Select(entry => entry.Position));
    }

    [Theory]
    [InlineData("UPDATE ledger_head SET received_at = 0", "never changed")]
    [InlineData("DELETE FROM ledger_head", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO ledger_head (position, received_at, commitment) SELECT 1, 0, commitment FROM ledger_head", "only appended")]
    [InlineData("INSERT INTO ledger_head (position, received_at, commitment) SELECT 7, 0, commitment FROM ledger_head LIMIT 1", "only appended")]
    [InlineData("UPDATE ledger_body SET body = x'00'", "erased whole")]
    public async Task Ledger_ChangedByAStatement_IsRefused(string sql, string why)
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 2));
        var refused = await Assert.ThrowsAsync<SqliteException>(() => _ledger.Storage.Database.WriteAsync(tx => tx.Connection.Execute(sql), _stop));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], await PositionsAsync());
    }

    public void Dispose() => _ledger.Dispose();

    private Task<List<long>> PositionsAsync() =>
        _ledger.Storage.Database.ReadAsync(
            connection => connection.Query<long>(
                "SELECT position FROM ledger_head JOIN ledger_body USING (position) ORDER BY position").ToList(),
            _stop);
}
