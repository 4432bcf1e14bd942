using System.Collections.Concurrent;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Volvo's cars (Connected Vehicle API v2, Location API). There is no command for the trunk alone, and no call that tells later what came of a
/// command: that is seen in the next states, or it is not known.
/// </summary>
internal sealed class VolvoCloud(VolvoApi api, VolvoSignIn signIn, VolvoTokens tokens, VolvoBudget budget, TimeProvider time) : IMakerCloud
{
    /// <summary>What is in an account changes rarely, and one look at it costs several calls.</summary>
    private static readonly TimeSpan ListLasts = TimeSpan.FromMinutes(10);

    // One for each account that was looked into since the start: as many as there are links.
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, IReadOnlyList<MakersDevice> Cars)> _lists = new(StringComparer.Ordinal);

    public CloudMaker Maker => CloudMaker.Volvo;

    public bool IsOn => api.Options.IsOn;

    public int PollSeconds => api.Options.PollSeconds;

    public bool CountsCalls => true;

    /// <summary>Volvo allows 100 calls a minute and account.</summary>
    public TimeSpan AfterCommand => TimeSpan.FromSeconds(5);

    public Task<CloudPace?> PaceAsync(TimeSpan usual, CancellationToken cancellationToken) => budget.PaceAsync(usual, cancellationToken);

    public Task<LinkQuestion> AskLinkAsync(Uri returnTo, CancellationToken cancellationToken) => Task.FromResult(signIn.Ask(returnTo));

    /// <summary>Volvo is not asked: the owner brings its yes back (<see cref="VolvoReturn"/>).</summary>
    public Task<string?> FinishLinkAsync(string question, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<MakersDevice>> ListAsync(string account, CancellationToken cancellationToken)
    {
        // Where Volvo no longer lets us in, an old list says nothing.
        await tokens.FindAsync(account, refused: null, cancellationToken);
        if (_lists.TryGetValue(account, out var kept) && kept.Until > time.GetUtcNow())
            return kept.Cars;
        var cars = new List<MakersDevice>();
        foreach (var car in await api.ReadAsync<IReadOnlyList<VolvoVehicle>>(account, VolvoCall.Cars, Urgency.WindowNear, cancellationToken))
        {
            var commands = await api.ReadAsync<IReadOnlyList<VolvoCommand>>(account, VolvoCall.Commands(car.Vin), Urgency.WindowNear, cancellationToken);
            if (commands.Any(one => one.Command == "LOCK") && commands.Any(one => one.Command == "UNLOCK"))
                cars.Add(Describe(car.Vin, await api.ReadAsync<VolvoDetails>(account, VolvoCall.Details(car.Vin), Urgency.WindowNear, cancellationToken)));
        }

        _lists[account] = (time.GetUtcNow() + ListLasts, cars);
        return cars;
    }

    public async Task<MakersWord> ReadAsync(string account, string device, MakersQuestion question, CancellationToken cancellationToken)
    {
        var heard = await api.ReadAsync<VolvoAccessibility>(account, VolvoCall.Accessibility(device), question.Urgency, cancellationToken);
        var away = VolvoWords.Away(heard.AvailabilityStatus);
        // A car that somebody uses is heard; it only takes no commands.
        if (away is not (null or CloudAway.InUse))
            return new MakersWord { IsOnline = false, Away = away };
        var doors = await api.ReadAsync<VolvoDoors>(account, VolvoCall.Doors(device), question.Urgency, cancellationToken);
        return new MakersWord
        {
            IsOnline = true,
            TakesCommands = away is null,
            Away = away,
            Lock = VolvoWords.Lock(doors),
            Door = VolvoWords.Door(doors),
            Position = question.WithPosition ? await FindPositionAsync(account, device, question.Urgency, cancellationToken) : null,
        };
    }

    public async Task<Sending> SendAsync(string account, string device, string command, CancellationToken cancellationToken)
    {
        if (command is not (CommandNames.Unlock or CommandNames.Lock))
            return new Sending(SendingFate.Refused);
        var (end, said) = await api.CommandAsync(account, VolvoCall.Command(device, command), mustGo: command == CommandNames.Lock, cancellationToken);
        return end ?? VolvoWords.Sending(said);
    }

    /// <summary>Volvo has no such call, and no command of ours names an attempt.</summary>
    public Task<Attempt> FollowAsync(string attempt, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Volvo names no attempts.");

    public async Task RevokeAsync(string account, CancellationToken cancellationToken)
    {
        _lists.TryRemove(account, out _);
        await tokens.RevokeAsync(account, cancellationToken);
    }

    /// <summary>Null: Volvo does not say where it is. How it is shut does not depend on that.</summary>
    private async Task<GeoPosition?> FindPositionAsync(string account, string device, Urgency urgency, CancellationToken cancellationToken)
    {
        try
        {
            return VolvoWords.Position(await api.ReadAsync<VolvoLocation>(account, VolvoCall.Location(device), urgency, cancellationToken));
        }
        catch (CloudException)
        {
            return null;
        }
    }

    private static MakersDevice Describe(string vin, VolvoDetails details)
    {
        var model = $"Volvo {details.Descriptions?.Model}".TrimEnd();
        return new MakersDevice
        {
            Id = vin,
            Name = details.ModelYear is { } year ? $"{model}, {year}" : model,
            Model = model,
            Profile = DeviceProfile.ConnectedCar.Name,
            Capabilities = [Capabilities.Lock, Capabilities.DoorContact, Capabilities.Position],
        };
    }
}
