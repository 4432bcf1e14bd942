using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Tests.Access.Properties;

/// <summary>What can be seen from outside after each step and at the end, held against the rules.</summary>
internal sealed class Looks(AccessHouse house, Neighbour home, Box box, Belief belief, Rulebook rules, Tally tally)
{
    public async Task<IReadOnlyList<string>> LookAsync()
    {
        var now = house.Now;
        var (state, completed) = await house.House.Database.ReadAsync(
            connection => (
                AccessPointStore.Find(connection, home.Owner, home.Place)?.ToState(now) ?? throw new BrokenRuleException("The place is gone."),
                Completed(connection)),
            AccessHouse.Stop);
        return [.. AgainstState(state), .. completed.SelectMany(AgainstCompleted)];
    }

    public Task<IReadOnlyList<string>> LookBackAsync() => house.House.Database.ReadAsync<IReadOnlyList<string>>(
        connection =>
        [
            .. connection.Query<string>(
                """
                SELECT 'two openings of ' || grant_id FROM opening WHERE access_point_id = @Place AND grant_id IS NOT NULL
                GROUP BY grant_id HAVING count(*) > 1
                """,
                new { home.Place }),
            .. rules.Promises.SelectMany(promise => Lives.Against(connection, promise.Id)),
        ],
        AccessHouse.Stop);

    private List<DeliveryId> Completed(DbConnection connection) =>
        connection.Query<DeliveryId>(
            "SELECT id FROM delivery WHERE access_point_id = @Place AND state = @word",
            new { home.Place, word = Words.Of(DeliveryState.Completed) }).AsList();

    private IEnumerable<string> AgainstState(AccessPointState state)
    {
        if (state.Lock != LockState.Unknown && state.Lock != belief.Lock)
            yield return $"shown as {state.Lock} though {belief.Lock} is all that may be said";
        if (state.Door != DoorState.Unknown && state.Door != belief.Door)
            yield return $"shown as {state.Door} though {belief.Door} is all that may be said";
        if (state.Secured && !belief.IsMonitored)
            yield return "shown as secured though not known";
        if (state.Secured)
            tally.Secured++;
    }

    private IEnumerable<string> AgainstCompleted(DeliveryId id)
    {
        var promise = rules.Promises.Find(promise => promise.Id == id);
        if (promise is { IsCompleted: true })
            yield break;
        if (promise is null || !Evidence.ShowsTheOrder(home.Kind, box.Told.ToList(), promise.Commands))
            yield return "completed without unlocked, opened, closed, secured in this order";
        if (promise is null)
            yield break;
        promise.IsCompleted = true;
        tally.Completed++;
    }
}
