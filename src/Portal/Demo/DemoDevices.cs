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
    private volatile IReadOnlyList<DemoDevice> _devices = [];
    private Task _running = Task.CompletedTask;

    public IReadOnlyList<DemoDevice> All => _devices;

    /// <summary>Switches them on and waits until the new ones are paired, or for so long as makes sense.</summary>
    public async Task SwitchOnAsync(DemoBook book, CancellationToken cancellationToken)
    {
        var devices = DemoPlaces.All
            .Select(place => new DemoDevice(place, book.Spots.Single(spot => spot.Key == place.Key), folder, time))
            .ToList();
        _devices = devices;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            foreach (var device in devices)
                await ClaimAsync(device, book, either.Token);
            _running = Task.WhenAll(devices.Select(RunAsync));
            foreach (var device in devices)
                await ConfirmAsync(device, book, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.DevicesLate(portal.Origin);
        }
    }

    public async Task SwitchOffAsync()
    {
        await _off.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await SwitchOffAsync();
        foreach (var device in _devices)
            await device.DisposeAsync();
        _off.Dispose();
    }

    private async Task RunAsync(DemoDevice device)
    {
        if (await device.RunAsync(_off.Token) is { } reason)
            logger.DeviceDismissed(device.Spot.Key, reason);
    }

    private async Task ClaimAsync(DemoDevice device, DemoBook book, CancellationToken cancellationToken)
    {
        if (device.Body.DeviceId is not null)
            return;
        var asked = await pairings.AskCodeAsync(book.Owner, device.Spot.Id, cancellationToken);
        if (asked?.Code is not { } code)
            throw new InvalidOperationException($"The owner got no pairing code for {device.Spot.Key}.");
        if (await device.Body.PairAsync(portal.Value, code, cancellationToken) is PairingResult.Refused refused)
            logger.ClaimRefused(device.Spot.Key, refused.Code, portal.Origin);
    }

    // The owner looks at both numbers, as on the screen.
    private async Task ConfirmAsync(DemoDevice device, DemoBook book, CancellationToken cancellationToken)
    {
        if (device.Body is not { IsConfirmed: false, CheckNumber: { } number })
            return;
        if (await pairings.FindAsync(book.Owner, device.Spot.Id, cancellationToken) is not { Claimed: { } claimed })
            return;
        await pairings.AnswerAsync(book.Owner, claimed.Id, same: claimed.CheckNumber == number, cancellationToken);
        await device.Confirmed.WaitAsync(cancellationToken);
    }
}
