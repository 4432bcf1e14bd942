using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device;

namespace Portal.Demo;

/// <summary>
/// The demo's devices: paired like any others, by a claim over HTTP and the owner's word, at the first start; the same ones again at
/// later starts. They speak over the socket and share nothing with the server but the process.
/// </summary>
internal sealed class DemoDevices(Pairings pairings, DemoFolder folder, PublicUrl portal, TimeProvider time, ILogger<DemoDevices> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _off = new();
    private readonly List<Task> _running = [];
    private volatile IReadOnlyList<DemoDevice> _devices = [];

    public IReadOnlyList<DemoDevice> All => _devices;

    /// <summary>Switches them on and waits until the new ones are paired, or for so long as makes sense.</summary>
    public async Task SwitchOnAsync(DemoBook book, CancellationToken cancellationToken)
    {
        var devices = DemoPlaces.All
            .Select(place => new DemoDevice(place, book.Spots.Single(spot => spot.Key == place.Key), folder, time))
            .ToList();
        _devices = devices;
        _running.AddRange(devices.Select(device => device.ReceiveAsync(_off.Token)));
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            // A place is paired with one device after the other.
            await SwitchOnAsync([.. devices.Select(device => device.Unit)], book, either.Token);
            await SwitchOnAsync([.. devices.Select(device => device.Bell).OfType<DemoUnit>()], book, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.DevicesLate(portal.Origin);
        }
    }

    public async Task SwitchOffAsync()
    {
        await _off.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await SwitchOffAsync();
        foreach (var device in _devices)
            await device.DisposeAsync();
        _off.Dispose();
    }

    private async Task SwitchOnAsync(IReadOnlyList<DemoUnit> units, DemoBook book, CancellationToken cancellationToken)
    {
        foreach (var unit in units)
            await ClaimAsync(unit, book, cancellationToken);
        // One whose claim was refused has nobody to talk to.
        _running.AddRange(units.Where(unit => unit.Body.DeviceId is not null).Select(RunAsync));
        foreach (var unit in units)
            await ConfirmAsync(unit, book, cancellationToken);
    }

    private async Task RunAsync(DemoUnit unit)
    {
        if (await unit.Body.RunAsync(_off.Token) is { } reason)
            logger.DeviceDismissed(unit.Spot.Key, reason);
    }

    private async Task ClaimAsync(DemoUnit unit, DemoBook book, CancellationToken cancellationToken)
    {
        if (unit.Body.DeviceId is not null)
            return;
        var asked = await pairings.AskCodeAsync(book.Owner, unit.Spot.Id, cancellationToken);
        if (asked?.Code is not { } code)
            throw new InvalidOperationException($"The owner got no pairing code for {unit.Spot.Key}.");
        if (await unit.Body.PairAsync(portal.Value, code, cancellationToken) is PairingResult.Refused refused)
            logger.ClaimRefused(unit.Spot.Key, refused.Code, portal.Origin);
    }

    // The owner looks at both numbers, as on the screen.
    private async Task ConfirmAsync(DemoUnit unit, DemoBook book, CancellationToken cancellationToken)
    {
        if (unit.Body is not { IsConfirmed: false, CheckNumber: { } number })
            return;
        if (await pairings.FindAsync(book.Owner, unit.Spot.Id, cancellationToken) is not { Claimed: { } claimed })
            return;
        await pairings.AnswerAsync(book.Owner, claimed.Id, same: claimed.CheckNumber == number, cancellationToken);
        await unit.Confirmed.WaitAsync(cancellationToken);
    }
}
