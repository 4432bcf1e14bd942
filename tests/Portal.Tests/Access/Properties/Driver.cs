using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Carriers;

namespace Portal.Tests.Access.Properties;

/// <summary>Whoever tries to open in a story: at the keypad, on the driver page, through the carrier's API.</summary>
internal sealed class Driver(AccessHouse house, Neighbour home, Box box, Rulebook rules, Tally tally)
{
    private const string NobodysCode = "not a code";

    /// <summary>Tries, and says which rules forbid what was granted.</summary>
    public async Task<IEnumerable<string>> TryAsync(Attempt attempt)
    {
        if (attempt.By == Way.Keypad && !box.IsOnline)
            return [];
        var now = house.Now;
        var promise = rules.Promises.ElementAtOrDefault(attempt.Delivery);
        var key = KeyOf(promise, attempt.Proof);
        var commands = house.Link.Sent.Count;
        var size = attempt.LedgerFails ? await BreakLedgerAsync() : 0;
        var answer = await AskAsync(attempt, promise, key, now);
        if (attempt.LedgerFails)
            await MendLedgerAsync(size);
        if (answer is null)
            return [];
        if (!answer.Decision.IsGranted)
        {
            tally.Denied(answer.Decision.Reason.Value);
            if (attempt is { By: Way.Keypad, LedgerFails: false } && key is null)
                rules.Miss(now);
            return house.Link.Sent.Count == commands && answer.CommandId is null ? [] : ["a command though it was denied"];
        }

        tally.Granted++;
        if (promise?.Begun is not null)
            tally.GrantedAgain++;
        var faults = rules.Against(promise, attempt, key, answer, now).ToList();
        Remember(promise, attempt, answer, now);
        return faults;
    }

    private static Key? KeyOf(Promise? promise, Proof proof) => proof switch
    {
        Proof.Right => promise?.Keys.LastOrDefault(),
        Proof.Outdated => promise?.Keys.SkipLast(1).LastOrDefault(),
        Proof.Wrong => null,
    };

    private async Task<UnlockAnswer?> AskAsync(Attempt attempt, Promise? promise, Key? key, DateTimeOffset now) => attempt.By switch
    {
        Way.Keypad => await house.Attempts.ByCodeAsync(home.Device, key?.Code ?? NobodysCode, "attempt", AccessHouse.Stop),
        Way.DriverPage or Way.OtherDriverPage when key is not null => await house.Attempts.ByDriverAsync(
            key.Grant, key.Generation, attempt.By.ToString(), Position(attempt.Spot, now), AccessHouse.Stop),
        Way.CarrierApi when promise is not null => await house.Attempts.ByCarrierAsync(
            new CarrierAttempt
            {
                Delivery = promise.Id,
                AccessPoint = home.Place,
                Carrier = home.Carrier,
                Driver = attempt.Proof == Proof.Outdated ? DriverId.From("drv_another") : promise.Driver,
                ParcelMatches = attempt.Proof != Proof.Wrong,
                Position = Position(attempt.Spot, now),
            },
            AccessHouse.Stop),
        _ => null,
    };

    private static GeoPosition? Position(Spot spot, DateTimeOffset now) => spot switch
    {
        Spot.Here => new GeoPosition(Neighbour.Lat, Neighbour.Lon, 10, now),
        Spot.Far => new GeoPosition(Neighbour.Lat + 0.01, Neighbour.Lon, 10, now),
        Spot.Vague => new GeoPosition(Neighbour.Lat, Neighbour.Lon, 150, now),
        Spot.Nowhere => null,
    };

    private void Remember(Promise? promise, Attempt attempt, UnlockAnswer answer, DateTimeOffset now)
    {
        if (promise is null || answer is not { OpeningId: { } opening, CommandId: { } command })
            throw new BrokenRuleException("Granted without an opening and a command.");
        if (promise.Begun is null && attempt.By == Way.Keypad)
            rules.Hit();
        promise.Begun ??= new Begun(now, attempt.By, opening);
        promise.Commands.Add(command.Value);
        box.Command = command;
    }

    /// <summary>The next append fails, as on a disk that is full or broken.</summary>
    private Task<long> BreakLedgerAsync() => house.House.Database.WriteAsync(
        tx =>
        {
            var size = tx.Connection.QuerySingle<long>("SELECT size FROM ledger_tree");
            tx.Connection.Execute("DELETE FROM ledger_tree");
            return size;
        },
        AccessHouse.Stop);

    private Task MendLedgerAsync(long size) => house.House.Database.WriteAsync(
        tx => tx.Connection.Execute("INSERT INTO ledger_tree (one, size) VALUES (1, @size)", new { size }), AccessHouse.Stop);
}
