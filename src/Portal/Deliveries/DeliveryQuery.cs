using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>
/// The deliveries that a filter asks for, newest first, of the households of an account only (S28). Each access point is walked from its
/// newest on and left as soon as it has given a page, so a deep page costs what the first does (docs/decisions/0037).
/// </summary>
internal sealed class DeliveryQuery
{
    // Greater than every id.
    private const string Newest = "~";

    private readonly StringBuilder _where = new();

    private DeliveryQuery(AccountId? account, DeliveryId? before, int limit)
    {
        Parameters.Add("account", account);
        Parameters.Add("before", before?.Value ?? Newest);
        Parameters.Add("limit", limit);
    }

    public DynamicParameters Parameters { get; } = new();

    public string Sql =>
        $"""
        SELECT found.id FROM access_point {Membership.Of("access_point")}
        JOIN delivery found ON found.id IN (
            SELECT delivery.id FROM delivery
            WHERE delivery.access_point_id = access_point.id AND delivery.id < @before{_where}
            ORDER BY delivery.id DESC LIMIT @limit)
        ORDER BY found.id DESC LIMIT @limit
        """;

    /// <param name="account">Who asks; null finds nothing.</param>
    /// <param name="filter">Which deliveries.</param>
    /// <param name="before">Only older ones than this; null from the newest on.</param>
    /// <param name="limit">At most so many.</param>
    public static DeliveryQuery Of(AccountId? account, DeliveryFilter filter, DeliveryId? before, int limit)
    {
        var query = new DeliveryQuery(account, before, limit);
        query.Narrow(filter);
        return query;
    }

    public IReadOnlyList<string> Find(DbConnection connection) => connection.Query<string>(Sql, Parameters).AsList();

    private void Narrow(DeliveryFilter filter)
    {
        if (filter.AccessPoint is { } point)
        {
            Parameters.Add("point", point);
            _where.Append(" AND access_point.id = @point");
        }

        if (filter.States is { } states)
        {
            Parameters.Add("states", JsonSerializer.Serialize(states.Select(Words.Of)));
            _where.Append(" AND delivery.state IN (SELECT value FROM json_each(@states))");
        }

        foreach (var (i, word) in SearchWords.Of(filter.Text).Index())
            AddWord(i, word);
    }

    private void AddWord(int i, string word)
    {
        Parameters.Add($"word{i}", SearchWords.Containing(word));
        _where.Append(
            CultureInfo.InvariantCulture,
            $"""
             AND (delivery.tracking_number LIKE @word{i} ESCAPE '\' OR delivery.parcel_description LIKE @word{i} ESCAPE '\'
                  OR access_point.name LIKE @word{i} ESCAPE '\'
                  OR (SELECT carrier.name FROM carrier WHERE carrier.id = delivery.carrier_id) LIKE @word{i} ESCAPE '\'
                  OR (SELECT driver.name FROM driver WHERE driver.id = delivery.driver_id) LIKE @word{i} ESCAPE '\')
            """);
    }
}
