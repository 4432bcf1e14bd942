using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Ledger;

namespace Portal.Access;

/// <summary>What a word of a search names in the households of an account: the ids, so that names are kept in one place and can be erased there.</summary>
internal sealed record ActivityNames(IReadOnlyList<string> Places, IReadOnlyList<string> Deliveries, IReadOnlyList<string> Who)
{
    private const int Most = 500;

    public static ActivityNames Find(DbConnection connection, AccountId? account, string word)
    {
        var parameters = new { account, word = SearchWords.Containing(word), Most };
        return new ActivityNames(
            Ids(
                connection,
                $"""
                SELECT access_point.id FROM access_point {Membership.Of("access_point")}
                WHERE access_point.name LIKE @word ESCAPE '\' LIMIT @Most
                """,
                parameters),
            Ids(
                connection,
                $"""
                SELECT delivery.id FROM delivery JOIN access_point ON access_point.id = delivery.access_point_id {Membership.Of("access_point")}
                LEFT JOIN carrier ON carrier.id = delivery.carrier_id LEFT JOIN driver ON driver.id = delivery.driver_id
                WHERE delivery.tracking_number LIKE @word ESCAPE '\' OR delivery.parcel_description LIKE @word ESCAPE '\'
                   OR carrier.name LIKE @word ESCAPE '\' OR driver.name LIKE @word ESCAPE '\'
                ORDER BY delivery.id DESC LIMIT @Most
                """,
                parameters),
            Ids(
                connection,
                $"""
                SELECT account.id FROM member other {Membership.Of("other")} JOIN account ON account.id = other.account_id
                WHERE account.name LIKE @word ESCAPE '\'
                UNION SELECT account.id FROM ledger_body body {Membership.Of("body")} JOIN account ON account.id = json_extract(CAST(body.body AS TEXT), '$.data.member')
                WHERE body.kind IN ('{EntryKinds.MemberRemoved}', '{EntryKinds.MemberLeft}') AND account.name LIKE @word ESCAPE '\'
                UNION SELECT device.id FROM device JOIN access_point ON access_point.id = device.access_point_id {Membership.Of("access_point")}
                WHERE device.model LIKE @word ESCAPE '\'
                UNION SELECT carrier.id FROM carrier WHERE carrier.name LIKE @word ESCAPE '\'
                LIMIT @Most
                """,
                parameters));
    }

    /// <summary>What the index of words is asked: this word or one that begins so, in these households. Quoted, it is nobody's syntax.</summary>
    public static string Match(DbConnection connection, AccountId? account, string word)
    {
        var households = HouseholdStore.Of(connection, account).Select(household => Quoted(household.Id.Value)).ToList();
        return $"household : ({(households.Count == 0 ? "\"nobodys\"" : string.Join(" OR ", households))}) AND words : {Quoted(word)}*";
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Ids(DbConnection connection, string sql, object parameters) => connection.Query<string>(sql, parameters).AsList();
}
