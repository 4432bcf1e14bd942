using Portal.Client.Access;

namespace Portal.Client.Tests.Fakes;

/// <summary>The devices of one access point, and what was asked of them.</summary>
internal sealed class FakeHouseholdDevices : IHouseholdDevices
{
    public List<DeviceHealthView> All { get; } = [];

    public AccessOutcome Outcome { get; set; } = AccessOutcome.Done;

    public CommandOutcome CommandOutcome { get; set; } = CommandOutcome.Asked;

    public List<string> Asked { get; } = [];

    public ContactView Contact { get; set; } = new() { IsProven = true, Words = [] };

    public static DeviceHealthView Box() => new()
    {
        Id = PortalId.New<DeviceId>(DateTimeOffset.UnixEpoch),
        IsShutOut = false,
        Profile = "key-box",
        Model = "Box 3",
        Serial = "S-1",
        Firmware = "1.4.2",
        PairedAt = DateTimeOffset.UnixEpoch,
        Epoch = 1,
        IsConnected = true,
        LastHeardAt = DateTimeOffset.UnixEpoch,
        BatteryPercent = 80,
        Tampered = false,
        ClockIsOff = false,
        ClockAhead = TimeSpan.Zero,
        MissingEvents = 0,
        RefusedMessages = 0,
        IsOwners = true,
        MayAskPicture = false,
        MayLocate = false,
    };

    public Task<IReadOnlyList<DeviceHealthView>> ListAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeviceHealthView>>([.. All]);

    public Task<ContactView?> FindContactAsync(AccessPointId accessPoint, CancellationToken cancellationToken) => Task.FromResult<ContactView?>(Contact);

    public Task<AccessOutcome> ReleaseAsync(DeviceId device, CancellationToken cancellationToken) => Decide("release", gone: true);

    public Task<AccessOutcome> ReportLostAsync(DeviceId device, CancellationToken cancellationToken) => Decide("lost", gone: true);

    public Task<AccessOutcome> TrustAgainAsync(DeviceId device, CancellationToken cancellationToken) => Decide("trust", gone: false);

    public Task<CommandOutcome> AskPictureAsync(DeviceId device, CancellationToken cancellationToken) => Ask("picture");

    public Task<CommandOutcome> LocateAsync(DeviceId device, CancellationToken cancellationToken) => Ask("locate");

    private Task<AccessOutcome> Decide(string what, bool gone)
    {
        Asked.Add(what);
        if (Outcome is AccessOutcome.Done && gone)
            All.Clear();
        else if (Outcome is AccessOutcome.Done)
            All[0] = All[0] with { IsShutOut = false };
        return Task.FromResult(Outcome);
    }

    private Task<CommandOutcome> Ask(string what)
    {
        Asked.Add(what);
        return Task.FromResult(CommandOutcome);
    }
}
