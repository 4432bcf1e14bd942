using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Device.Protocol;

namespace Portal.Tests.Access.Properties;

/// <summary>Lets a story happen to the real use cases over a real database, and looks after each step whether a rule is broken.</summary>
internal sealed class StoryRun
{
    private readonly AccessHouse _house;
    private readonly Neighbour _home;
    private readonly Box _box = new();
    private readonly Belief _belief;
    private readonly Rulebook _rules;
    private readonly Household _people;
    private readonly Driver _driver;
    private readonly Looks _looks;

    private StoryRun(AccessHouse house, Neighbour home, Tally tally)
    {
        _house = house;
        _home = home;
        _belief = new Belief(home.Kind, house.House.Time);
        _rules = new Rulebook(home.Kind, _box, _belief, house.House.Time);
        _people = new Household(house, home, _box, _rules, tally);
        _driver = new Driver(house, home, _box, _rules, tally);
        _looks = new Looks(house, home, _box, _belief, _rules, tally);
    }

    public static async Task RunAsync(AccessHouse house, Story story, Tally tally)
    {
        // Two days on: nothing of the case before is near.
        house.House.Time.Advance(TimeSpan.FromDays(2));
        house.Link.Reaches = true;
        var run = new StoryRun(house, await Neighbour.MoveInAsync(house, story.Place), tally);
        for (var i = 0; i < story.Steps.Count; i++)
        {
            var faults = (await run.TakeAsync(story.Steps[i])).Concat(await run._looks.LookAsync()).ToList();
            if (faults.Count > 0)
                throw new BrokenRuleException($"Step {i}, {story.Steps[i]}: {string.Join("; ", faults)}.");
        }

        if (await run._looks.LookBackAsync() is { Count: > 0 } after)
            throw new BrokenRuleException($"After all: {string.Join("; ", after)}.");
        tally.Cases++;
    }

    private async Task<IEnumerable<string>> TakeAsync(Step step)
    {
        switch (step)
        {
            case Attempt attempt:
                return await _driver.TryAsync(attempt);
            case Guess guess:
                await GuessAsync(guess);
                break;
            case Happen happen:
                _box.Happen(happen.Kind, happen.Commanded, _house.Now);
                break;
            case Fix fix:
                _box.Fix(new GeoPosition(Neighbour.Lat + (fix.Away ? 0.01 : 0), Neighbour.Lon, 5, _house.Now), fix.Moving);
                break;
            case Tell tell:
                await TellAsync(tell.Order);
                break;
            case Beat:
                await BeatAsync();
                break;
            case Line line:
                _box.Connect(line.Up);
                _house.Link.Reaches = line.Up;
                break;
            case Wait wait:
                _house.House.Time.Advance(TimeSpan.FromSeconds(wait.Seconds));
                if (wait.Watched)
                    await WatchAsync();
                break;
            case Jump jump:
                _house.House.Time.SetUtcNow(_house.Now.AddSeconds(jump.Seconds));
                await _house.ClockWatch.LookAsync(AccessHouse.Stop);
                _rules.Unsure();
                await WatchAsync();
                break;
            case Restart:
                await _house.Freshness.ForgetAllAsync(AccessHouse.Stop);
                _belief.Forget();
                await WatchAsync();
                break;
            default:
                await _people.DoAsync(step);
                break;
        }

        return [];
    }

    private async Task GuessAsync(Guess guess)
    {
        for (var i = 0; i < guess.Codes; i++)
        {
            var rest = _rules.KeypadRestsUntil - _house.Now;
            if (guess.Patiently && rest > TimeSpan.Zero)
                _house.House.Time.Advance(rest);
            await _driver.TryAsync(new Attempt(Way.Keypad, 0, Proof.Wrong, Spot.Nowhere));
        }

        await WatchAsync();
        await _people.TakeKeysAsync();
    }

    /// <summary>What the watch does each second; what it has seen end does not begin again (S19).</summary>
    private async Task WatchAsync()
    {
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        foreach (var promise in _rules.Promises)
            promise.IsOver |= promise.Window?.End <= _house.Now;
    }

    private async Task TellAsync(Order order)
    {
        foreach (var batch in _box.Batches(order))
        {
            var outcome = await _house.Reports.RecordAsync(_home.Device, batch, AccessHouse.Stop);
            Assert.Null(outcome.Conflict);
            var fresh = _box.Stored(batch, isAcknowledged: order != Order.Unacknowledged);
            _belief.Hear(fresh, _house.Now);
            _rules.HearFixes(fresh, _house.Now);
            _rules.HearOpenings(_house.Now);
        }
    }

    private async Task BeatAsync()
    {
        if (!_box.IsOnline)
            return;
        var beat = new DeviceHeartbeat { At = _house.Now, Lock = _box.Lock, Door = _box.Door };
        var answer = await _house.Reports.HeartbeatAsync(_home.Device, beat, AccessHouse.Stop);
        _belief.Hear(beat.Lock, beat.Door, answer.IntervalSeconds);
    }
}
