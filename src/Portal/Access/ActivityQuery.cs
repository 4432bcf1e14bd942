using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Access;

/// <summary>
/// The entries that a filter asks for, from new to old, of the households of an account only (S28). It goes on by position, so a deep page
/// costs what the first does. Names are looked up where they stand now; what people wrote, in the index of words (docs/decisions/0031).
/// </summary>
internal sealed class ActivityQuery
{
    private readonly StringBuilder _where = new();
    private readonly DynamicParameters _parameters = new();

    private ActivityQuery(AccountId? account, MemberRole? role)
    {
        _parameters.Add("account", account);
        _parameters.Add("subjectKinds", JsonSerializer.Serialize(EntrySubjects.Kinds));
        _where.Append("body.household_id IN (SELECT household_id FROM member WHERE account_id = @account");
        if (role is { } needed)
        {
            _parameters.Add("role", Client.Words.Of(needed));
            _where.Append(" AND role = @role");
        }

        _where.Append(") AND body.position < @before");
    }

    /// <param name="connection">Where the names are looked up.</param>
    /// <param name="account">Who asks; null finds nothing.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="role">Only of households where the account has this role; null: whichever.</param>
    public static ActivityQuery Of(DbConnection connection, AccountId? account, ActivityFilter filter, MemberRole? role = null)
    {
        var query = new ActivityQuery(account, role);
        query.Narrow(filter);
        foreach (var (i, word) in SearchWords.Of(filter.Text).Index())
            query.AddWord(connection, account, i, word);
        return query;
    }

    public IReadOnlyList<LedgerEntry> Read(DbConnection connection, long before, int limit)
    {
        _parameters.Add("before", before);
        _parameters.Add("limit", limit);
        return LedgerReader.Read(connection, _where + " ORDER BY body.position DESC LIMIT @limit", _parameters);
    }

    private void Narrow(ActivityFilter filter)
    {
        Add(filter.AccessPoint, "point", "body.access_point_id = @point");
        Add(filter.Person, "person", "body.actor_kind = 'account' AND body.actor_id = @person");
        Add(
            filter.Carrier,
            "carrier",
            $"""
            (body.actor_id = @carrier OR body.delivery_id IN (SELECT id FROM delivery WHERE carrier_id = @carrier)
             OR (body.kind IN (SELECT value FROM json_each(@subjectKinds)) AND {EntrySubjects.Sql} = @carrier))
            """);
        Add(filter.From, "from", "body.at >= @from");
        Add(filter.To, "to", "body.at < @to");
        if (filter.Group is { } group)
            Add(JsonSerializer.Serialize(ActivityKinds.Of(group)), "kinds", "body.kind IN (SELECT value FROM json_each(@kinds))");
    }

    private void Add<T>(T? value, string name, string condition)
    {
        if (value is null)
            return;
        _parameters.Add(name, value);
        _where.Append(" AND ").Append(condition);
    }

    /// <summary>A word is found in the kind, in a name, in a tracking number, or in what somebody wrote.</summary>
    private void AddWord(DbConnection connection, AccountId? account, int i, string word)
    {
        var named = ActivityNames.Find(connection, account, word);
        _parameters.Add($"places{i}", JsonSerializer.Serialize(named.Places));
        _parameters.Add($"deliveries{i}", JsonSerializer.Serialize(named.Deliveries));
        _parameters.Add($"who{i}", JsonSerializer.Serialize(named.Who));
        _parameters.Add($"kind{i}", SearchWords.Containing(word));
        _parameters.Add($"written{i}", ActivityNames.Match(connection, account, word));
        _where.Append(
            CultureInfo.InvariantCulture,
            $"""
             AND (body.kind LIKE @kind{i} ESCAPE '\'
                  OR body.access_point_id IN (SELECT value FROM json_each(@places{i}))
                  OR body.delivery_id IN (SELECT value FROM json_each(@deliveries{i}))
                  OR body.actor_id IN (SELECT value FROM json_each(@who{i}))
                  OR (body.kind IN (SELECT value FROM json_each(@subjectKinds)) AND {EntrySubjects.Sql} IN (SELECT value FROM json_each(@who{i})))
                  OR body.position IN (SELECT rowid FROM ledger_words WHERE ledger_words MATCH @written{i}))
            """);
    }
}
