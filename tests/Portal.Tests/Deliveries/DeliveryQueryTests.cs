using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>The list of deliveries: what a filter finds, page by page, and what that costs when there are ten thousand.</summary>
public sealed class DeliveryQueryTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task List_PageByPage_ShowsEachOnceNewestFirst()
    {
        var ended = new List<DeliveryId>();
        for (var i = 0; i < 3; i++)
            ended.Insert(0, await DeclinedAsync());

        var first = await ListAsync(new DeliveryFilter { States = DeliveryStages.Ended }, before: null, 2);
        var second = await ListAsync(new DeliveryFilter { States = DeliveryStages.Ended }, first[^1], 2);

        Assert.Equal(ended, first.Concat(second));
    }

    [Theory]
    [InlineData("nordpost")]
    [InlineData("V60")]
    [InlineData("np1610")]
    [InlineData("shoes NP161094 nord")]
    [InlineData("  ")]
    public async Task List_Words_FindWhatIsNamedSo(string text)
    {
        var id = await DeclinedAsync();

        Assert.Equal([id], await ListAsync(new DeliveryFilter { Text = text }));
    }

    [Theory]
    [InlineData("shoes bicycle")]
    [InlineData("%")]
    [InlineData("_P161094")]
    [InlineData("' OR 1 = 1 --")]
    public async Task List_NotAllWordsOrSignsOfASyntax_FindNothing(string text)
    {
        await DeclinedAsync();

        Assert.Empty(await ListAsync(new DeliveryFilter { Text = text }));
    }

    [Fact]
    public async Task List_StateAndAccessPoint_Narrow()
    {
        var declined = await DeclinedAsync();
        var asked = await _house.RequestAsync();

        Assert.Equal([asked, declined], await ListAsync(new DeliveryFilter { AccessPoint = _house.Car }));
        Assert.Equal([asked], await ListAsync(new DeliveryFilter { States = DeliveryStages.Of(DeliveryStage.Asked) }));
        Assert.Equal([declined], await ListAsync(new DeliveryFilter { States = DeliveryStages.Of(DeliveryStage.CalledOff) }));
        Assert.Empty(await ListAsync(new DeliveryFilter { AccessPoint = PortalId.New<AccessPointId>(_house.Time.GetUtcNow()) }));
    }

    [Fact]
    public async Task S28_List_Stranger_FindsNothing()
    {
        await DeclinedAsync();

        Assert.Empty(await ListAsync(new DeliveryFilter(), account: _house.Stranger));
        Assert.Empty(await ListAsync(new DeliveryFilter { AccessPoint = _house.Car, Text = "Nordpost" }, account: _house.Stranger));
        Assert.Empty(await ListAsync(new DeliveryFilter(), account: default(AccountId?), isNobody: true));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Stages_HoldEveryStateOnce(DeliveryState state) =>
        Assert.Single(DeliveryStages.All, stage => DeliveryStages.Of(stage.Stage).Contains(state));

    public static TheoryData<DeliveryState> Stages => [.. Enum.GetValues<DeliveryState>()];

    [Fact]
    public async Task List_TenThousand_WalksTheIndexOfEachAccessPointAndSortsOnlyThePages()
    {
        var last = await DeclinedAsync();
        await _house.Database.WriteAsync(
            tx => tx.Connection.Execute(
                """
                WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 10000)
                INSERT INTO delivery (id, access_point_id, carrier_id, state, tracking_number, proposed_by, created_at, updated_at, version)
                SELECT printf('dlv_%026d', n), access_point_id, carrier_id, 'lapsed', printf('OLD%05d', n), 'carrier', created_at, updated_at, 1
                FROM count, delivery WHERE delivery.id = @last
                """,
                new { last }),
            DeliveryHouse.Stop);
        var query = DeliveryQuery.Of(_house.Viewer, new DeliveryFilter { States = DeliveryStages.Ended, Text = "old" }, last, 30);

        var plan = await _house.Database.ReadAsync(
            connection => connection.Query("EXPLAIN QUERY PLAN " + query.Sql, query.Parameters).Select(row => (string)row.detail).ToList(),
            DeliveryHouse.Stop);
        var found = await ListAsync(new DeliveryFilter { Text = "OLD09999 nordpost" });

        Assert.Contains("SEARCH delivery USING INDEX delivery_access_point (access_point_id=? AND id<?)", plan);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("json_each", StringComparison.Ordinal));
        Assert.Equal("dlv_" + 9999.ToString("D26", System.Globalization.CultureInfo.InvariantCulture), Assert.Single(found).Value);
        Assert.Equal(
            Enumerable.Range(9971, 30).Reverse().Select(n => $"dlv_{n:D26}"),
            (await ListAsync(new DeliveryFilter(), last, 30)).Select(id => id.Value));
    }

    private async Task<DeliveryId> DeclinedAsync()
    {
        var id = await _house.RequestAsync();
        await _house.Answers.DeclineAsync(_house.Owner, id, "No", DeliveryHouse.Stop);
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    private async Task<List<DeliveryId>> ListAsync(
        DeliveryFilter filter, DeliveryId? before = null, int limit = 30, AccountId? account = null, bool isNobody = false)
    {
        AccountId? who = isNobody ? null : account ?? _house.Viewer;
        var found = await _house.Database.ReadAsync(
            connection => DeliveryViews.Listed(connection, who, DeliveryQuery.Of(who, filter, before, limit)), DeliveryHouse.Stop);
        return found.Select(delivery => delivery.Id).ToList();
    }
}
