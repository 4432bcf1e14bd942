using Portal.Client.Access;

namespace Portal.Client.Tests.Fakes;

/// <summary>The settings of one access point; what a screen changes is noted.</summary>
internal sealed class FakeHouseholdPlaces : IHouseholdPlaces
{
    public AccessPointSettingsView? Settings { get; set; }

    public WhereView? Where { get; set; }

    public AccessOutcome Outcome { get; set; }

    /// <summary>Thrown by every change while it is set.</summary>
    public Exception? Broken { get; set; }

    public Dictionary<string, string> Faults { get; } = [];

    public List<AccessPointChange> Changes { get; } = [];

    public List<bool> Wishes { get; } = [];

    public List<AccessPointId> Removed { get; } = [];

    /// <summary>The settings of a car whose owner looks, everything as it is at first.</summary>
    public static AccessPointSettingsView Of(AccessPointView point) => new()
    {
        Id = point.Id,
        Kind = point.Kind,
        Name = point.Name,
        TimeZone = point.TimeZone,
        Handle = point.Handle,
        Instructions = point.Instructions,
        Car = point.Car,
        Latitude = point.Kind is AccessPointKind.Trunk ? null : 52.52,
        Longitude = point.Kind is AccessPointKind.Trunk ? null : 13.4,
        ReachMetres = 150,
        MostReachMetres = 150,
        LeftOpenSeconds = 120,
        WatchesHandOpenings = false,
        NotRelockedSeconds = 60,
        Relocks = true,
        CameraRequired = false,
        HasCamera = false,
        Checklist = "",
        KeepsPosition = false,
        IsTold = true,
        IsOwner = true,
    };

    public Task<AccessPointSettingsView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        Task.FromResult(Settings?.Id == accessPoint ? Settings : null);

    public Task<WhereView?> FindWhereAsync(AccessPointId accessPoint, CancellationToken cancellationToken) => Task.FromResult(Where);

    public Task<ChangeOutcome> ChangeAsync(AccessPointId accessPoint, AccessPointChange change, CancellationToken cancellationToken)
    {
        if (Broken is { } fault)
            return Task.FromException<ChangeOutcome>(fault);
        Changes.Add(change);
        return Task.FromResult(new ChangeOutcome(Outcome, Faults));
    }

    public Task<AccessOutcome> RemoveAsync(AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        if (Outcome is AccessOutcome.Done)
            Removed.Add(accessPoint);
        return Task.FromResult(Outcome);
    }

    public Task<AccessOutcome> WishToBeToldAsync(AccessPointId accessPoint, bool isTold, CancellationToken cancellationToken)
    {
        Wishes.Add(isTold);
        return Task.FromResult(Outcome);
    }
}
