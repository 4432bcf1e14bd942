using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Device.Protocol;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access.Properties;

/// <summary>Lets one history happen at a fresh household and tells the portal of it, in time or as the retelling wants it.</summary>
internal sealed class RetellingRun
{
    private const int BetweenBeats = 10;
    private const int EndOfSecondChance = 61;

    /// <summary>Longer than every timer that the history may have set.</summary>
    private const int Afterwards = 130;

    private readonly AccessHouse _house;
    private readonly Neighbour _home;
    private readonly Retelling _history;
    private readonly Box _box = new();
    private DateTimeOffset _began;

    private RetellingRun(AccessHouse house, Neighbour home, Retelling history) => (_house, _home, _history) = (house, home, history);

    private int Back => Math.Max(_history.Seconds is [.., var last] ? last : 0, EndOfSecondChance) + 5;

    public static async Task<Outcome> RunAsync(AccessHouse house, Retelling history, bool inTime)
    {
        house.House.Time.Advance(TimeSpan.FromDays(2));
        var run = new RetellingRun(house, await Neighbour.MoveInAsync(house, history.Place), history);
        var delivery = await run.BeginAsync();
        foreach (var moment in (inTime ? run.InTime() : run.Otherwise()).Concat(run.Looks()).OrderBy(moment => moment.At))
            await run.LiveAsync(moment);
        await run.LiveAsync(new Moment(run.Back + Afterwards, run.BeatAsync));
        await house.Timers.FireDueAsync(AccessHouse.Stop);
        return await run.LookAsync(delivery);
    }

    /// <summary>A delivery made by hand, the opening heard and shut, and the code typed: granted.</summary>
    private async Task<DeliveryId> BeginAsync()
    {
        var now = _house.Now;
        var draft = new HandMadeDraft { AccessPoint = _home.Place, Description = "The florist", Start = now, End = now.AddHours(1) };
        var delivery = (await _house.House.HandMade.MakeAsync(_home.Owner, draft, AccessHouse.Stop)).Made
            ?? throw new InvalidOperationException("Refused.");
        if (_home.Profile.SecuredByLock)
            _box.Happen(EventKinds.Locked, isCommanded: false, now);
        _box.Happen(EventKinds.DoorClosed, isCommanded: false, now);
        await TellAsync(_box.Batches(Order.InOrder));
        await BeatAsync();
        var answer = await _house.Attempts.ByCodeAsync(_home.Device, await _house.CodeOfAsync(delivery), "attempt", AccessHouse.Stop);
        Assert.True(answer.Decision.IsGranted);
        (_box.Command, _began) = (answer.CommandId, now);
        return delivery;
    }

    private IEnumerable<Moment> Happenings() =>
        _history.Events.Select((lived, i) => new Moment(
            _history.Seconds[i],
            () =>
            {
                _box.Happen(lived.Kind, lived.IsCommanded, _house.Now);
                return Task.CompletedTask;
            }));

    /// <summary>Each event is told as it happens, and the device beats.</summary>
    private IEnumerable<Moment> InTime() =>
        Happenings()
            .Concat(_history.Seconds.Select(at => new Moment(at, () => TellAsync(_box.Batches(Order.InOrder)))))
            .Concat(Beats(until: Back));

    private IEnumerable<Moment> Otherwise() =>
        _history.CutAfter is { } cut ? CutAfter(Math.Min(cut, _history.Events.Count)) : Overtaking();

    /// <summary>In time up to the cut; all the rest when the line is back, in any order, in batches of one to three, some of them twice.</summary>
    private IEnumerable<Moment> CutAfter(int cut)
    {
        var until = cut == 0 ? 0 : _history.Seconds[cut - 1];
        var before = Enumerable.Range(0, cut).Select(i => TellOf(_history.Seconds[i], i));
        var rest = Enumerable.Range(cut, _history.Events.Count - cut).OrderBy(_history.WhimOf).ToList();
        var batches = rest.Chunk(1 + (_history.WhimOf(0) % 3))
            .SelectMany((batch, i) => Enumerable.Repeat(batch, _history.WhimOf(i) % 2 == 0 ? 1 : 2))
            .Select((batch, i) => TellOf(Back + (i % 5), batch));
        return Happenings().Concat(before).Concat(batches).Concat(Beats(until));
    }

    /// <summary>Each event is up to 4 s on its way, and some are told twice.</summary>
    private IEnumerable<Moment> Overtaking() =>
        Happenings()
            .Concat(Enumerable.Range(0, _history.Events.Count).SelectMany(i =>
                Enumerable.Repeat(TellOf(_history.Seconds[i] + (_history.WhimOf(i) % 5), i), 1 + (_history.WhimOf(i) % 2))))
            .Concat(Beats(until: Back));

    private Moment TellOf(int at, params int[] numbers) =>
        new(at, () => TellAsync([numbers.Select(i => _box.Happened[Prologue + i]).ToList()]));

    /// <summary>How many events came before the history.</summary>
    private int Prologue => _home.Profile.SecuredByLock ? 2 : 1;

    /// <summary>A device tells its events before it beats: while one is on its way there is no beat.</summary>
    private IEnumerable<Moment> Beats(int until) =>
        Enumerable.Range(1, until / BetweenBeats).Select(i => new Moment(
            i * BetweenBeats, () => _box.Told.Count == _box.Happened.Count ? BeatAsync() : Task.CompletedTask));

    /// <summary>The portal looks for what is due also when nobody says anything.</summary>
    private IEnumerable<Moment> Looks() =>
        Enumerable.Range(1, Back / BetweenBeats).Select(i => new Moment(i * BetweenBeats, () => _house.Timers.FireDueAsync(AccessHouse.Stop)));

    private async Task LiveAsync(Moment moment)
    {
        _house.House.Time.Advance(_began.AddSeconds(moment.At) - _house.Now);
        await moment.Act();
    }

    private async Task TellAsync(IReadOnlyList<IReadOnlyList<DeviceEvent>> batches)
    {
        foreach (var batch in batches)
        {
            Assert.Null((await _house.Reports.RecordAsync(_home.Device, batch, AccessHouse.Stop)).Conflict);
            _box.Stored(batch, isAcknowledged: true);
        }
    }

    private Task BeatAsync() =>
        _house.Reports.HeartbeatAsync(_home.Device, new DeviceHeartbeat { At = _house.Now, Lock = _box.Lock, Door = _box.Door }, AccessHouse.Stop);

    private Task<Outcome> LookAsync(DeliveryId delivery)
    {
        var now = _house.Now;
        return _house.House.Database.ReadAsync(
            connection =>
            {
                var state = AccessPointStore.Find(connection, _home.Owner, _home.Place)?.ToState(now);
                return Outcome.Of(connection, _home, delivery, state ?? throw new InvalidOperationException("The place is gone."), _began);
            },
            AccessHouse.Stop);
    }

    private sealed record Moment(int At, Func<Task> Act);
}
