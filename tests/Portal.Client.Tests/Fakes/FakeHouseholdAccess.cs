using Portal.Client.Access;
using Portal.Client.Accounts;

namespace Portal.Client.Tests.Fakes;

/// <summary>Access points that the test sets; what a screen asks for becomes true here.</summary>
internal sealed class FakeHouseholdAccess(TimeProvider time) : IHouseholdAccess
{
    public List<AccessPointView> Points { get; } = [];

    public List<AlertView> Alerts { get; } = [];

    public List<ReadinessView> Unready { get; } = [];

    /// <summary>The households of whoever looks, each with its pause.</summary>
    public List<HouseholdPauseView> Households { get; } = [new(Sample.Household(), Pause: null)];

    /// <summary>The pause of the first household, and of all that is in it.</summary>
    public PauseView? Pause
    {
        get => Households[0].Pause;
        set => Set(Households[0].Household.Id, value);
    }

    /// <summary>Thrown by every read while it is set.</summary>
    public Exception? Fault { get; set; }

    public AccessOutcome Outcome { get; set; }

    public CommandOutcome CommandOutcome { get; set; }

    /// <summary>Thrown by every command while it is set.</summary>
    public Exception? CommandFault { get; set; }

    public Dictionary<string, string> DraftFaults { get; } = [];

    public PairingView? Pairing { get; set; }

    public AccessPointDraft? Added { get; private set; }

    public List<(AccessPointId Point, string Command)> Commands { get; } = [];

    public AccessPointView this[string name]
    {
        get => Points.Single(point => point.Name == name);
        set => Points[Points.FindIndex(point => point.Name == name)] = value;
    }

    public Task<IReadOnlyList<AccessPointView>> ListAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<AccessPointView>>([.. Points.OrderBy(point => point.Name, StringComparer.Ordinal).Select(WithPause)]);

    public Task<AccessPointView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        Read(Points.FirstOrDefault(point => point.Id == accessPoint) is { } found ? WithPause(found) : null);

    public Task<AddAccessPointOutcome> AddAsync(AccessPointDraft draft, CancellationToken cancellationToken)
    {
        if (DraftFaults.Count > 0)
            return Task.FromResult(new AddAccessPointOutcome(null, DraftFaults));
        Added = draft;
        var added = Sample.Point(draft.Name, draft.Kind) with { Device = null, State = Sample.Unheard(draft.Name) };
        Points.Add(added);
        return Task.FromResult(new AddAccessPointOutcome(added.Id, DraftFaults));
    }

    public Task<IReadOnlyDictionary<string, string>> CheckAsync(AccessPointDraft draft, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(DraftFaults);

    public Task<PairingView?> AskPairingCodeAsync(AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        Pairing = new PairingView { Code = "K7QX-4M2P", ExpiresAt = time.GetUtcNow().AddMinutes(10) };
        return Task.FromResult<PairingView?>(Pairing);
    }

    public Task<PairingView?> FindPairingAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        Read(Pairing is null ? null : Pairing with { Code = null });

    public Task<AccessOutcome> AnswerPairingAsync(DeviceId device, bool same, CancellationToken cancellationToken)
    {
        Pairing = null;
        if (same)
            Points[0] = Points[0] with { Device = Sample.Device() };
        return Task.FromResult(Outcome);
    }

    public Task<AccessOutcome> PauseAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        SetPause(accessPoint, new PauseView("Jonas", time.GetUtcNow()));

    public Task<AccessOutcome> LiftPauseAsync(AccessPointId accessPoint, CancellationToken cancellationToken) => SetPause(accessPoint, null);

    public Task<AccessOutcome> PauseHouseholdAsync(HouseholdId household, CancellationToken cancellationToken) =>
        SetPause(household, new PauseView("Jonas", time.GetUtcNow()));

    public Task<AccessOutcome> LiftHouseholdPauseAsync(HouseholdId household, CancellationToken cancellationToken) => SetPause(household, null);

    public Task<IReadOnlyList<HouseholdPauseView>> ListHouseholdsAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<HouseholdPauseView>>([.. Households]);

    public Task<CommandOutcome> LockAsync(AccessPointId accessPoint, CancellationToken cancellationToken) => Ask(accessPoint, "lock");

    public Task<CommandOutcome> UnlockAsync(AccessPointId accessPoint, CancellationToken cancellationToken) => Ask(accessPoint, "unlock");

    public Task<IReadOnlyList<AlertView>> ListAlertsAsync(CancellationToken cancellationToken) => Read<IReadOnlyList<AlertView>>([.. Alerts]);

    public Task<AccessOutcome> AcknowledgeAsync(AlertId alert, CancellationToken cancellationToken)
    {
        if (Outcome is AccessOutcome.Done)
        {
            var index = Alerts.FindIndex(known => known.Id == alert);
            Alerts[index] = Alerts[index] with { State = AlertState.Acknowledged, AcknowledgedBy = "Mara" };
        }

        return Task.FromResult(Outcome);
    }

    public Task<IReadOnlyList<ReadinessView>> ListUnreadyAsync(CancellationToken cancellationToken) => Read<IReadOnlyList<ReadinessView>>([.. Unready]);

    public Task<AccessOutcome> GoAheadAsync(Portal.Client.Deliveries.DeliveryId delivery, CancellationToken cancellationToken)
    {
        if (Outcome is AccessOutcome.Done)
            Unready.RemoveAll(window => window.DeliveryId == delivery);
        return Task.FromResult(Outcome);
    }

    private Task<AccessOutcome> SetPause(AccessPointId accessPoint, PauseView? pause)
    {
        if (Outcome is not AccessOutcome.Done)
            return Task.FromResult(Outcome);
        Points[Points.FindIndex(point => point.Id == accessPoint)] = Points.Single(point => point.Id == accessPoint) with { Pause = pause };
        return Task.FromResult(Outcome);
    }

    private Task<AccessOutcome> SetPause(HouseholdId household, PauseView? pause)
    {
        if (Outcome is AccessOutcome.Done)
            Set(household, pause);
        return Task.FromResult(Outcome);
    }

    private void Set(HouseholdId household, PauseView? pause)
    {
        var index = Households.FindIndex(one => one.Household.Id == household);
        Households[index] = Households[index] with { Pause = pause };
    }

    // As the portal reads it: an access point has the pause of its household.
    private AccessPointView WithPause(AccessPointView point) =>
        point with { HouseholdPause = Households.Find(one => one.Household.Id == point.Household)?.Pause };

    private Task<CommandOutcome> Ask(AccessPointId accessPoint, string command)
    {
        if (CommandFault is { } fault)
            return Task.FromException<CommandOutcome>(fault);
        if (CommandOutcome is CommandOutcome.Asked)
            Commands.Add((accessPoint, command));
        return Task.FromResult(CommandOutcome);
    }

    private Task<T> Read<T>(T value) => Fault is null ? Task.FromResult(value) : Task.FromException<T>(Fault);
}
