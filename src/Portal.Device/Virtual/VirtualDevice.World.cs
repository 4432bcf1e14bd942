using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <content>The world around it: where it is, who stands before it.</content>
public sealed partial class VirtualDevice
{
    private readonly Camera _camera;

    private bool HasCamera => _options.Profile.UsualCapabilities.Contains(Capabilities.Snapshot);

    /// <summary>The car is somewhere else, and stands there or drives on.</summary>
    /// <param name="latitude">WGS 84 degrees.</param>
    /// <param name="longitude">WGS 84 degrees.</param>
    /// <param name="isMoving">Whether it still moves.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<OrderOutcome> MoveAsync(double latitude, double longitude, bool isMoving, CancellationToken cancellationToken) =>
        ActAsync((state, _) => _gps.Move(state, new GeoPoint(latitude, longitude), isMoving), cancellationToken);

    /// <summary>The car drives from point to point, says on the way where it is, and stands still at the last.</summary>
    /// <param name="route">The points, without the one where it stands.</param>
    /// <param name="kilometresPerHour">Over 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not over 0, or the route is empty.</exception>
    public Task<OrderOutcome> DriveAsync(IReadOnlyList<GeoPoint> route, double kilometresPerHour, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kilometresPerHour);
        ArgumentOutOfRangeException.ThrowIfZero(route.Count, nameof(route));
        return ActAsync((state, now) => _gps.Drive(state, route, kilometresPerHour / 3.6, now), cancellationToken);
    }

    /// <summary>Somebody opens or shuts a door of the car that is not its trunk.</summary>
    public Task<OrderOutcome> MoveCabinAsync(bool isOpen, CancellationToken cancellationToken) =>
        ActAsync((state, _) => _body.MoveCabin(state, isOpen), cancellationToken);

    /// <summary>Somebody presses the bell: that is reported, and a picture is taken and sent.</summary>
    public async Task<OrderOutcome> PressAsync(CancellationToken cancellationToken)
    {
        var pressed = await ActAsync((state, _) => _body.Press(state), cancellationToken);
        return pressed.Error is null && HasCamera ? await TakePictureAsync(cancellationToken) : pressed;
    }

    /// <summary>Takes a picture and sends it. Fails with the portal's reason; a picture that was not sent is gone.</summary>
    public async Task<OrderOutcome> TakePictureAsync(CancellationToken cancellationToken)
    {
        if (!HasCamera)
            return OrderOutcome.NotSupported;
        if (!_client.IsConfirmed)
            return OrderOutcome.Failed("device_pending");
        var image = _camera.Take(_state.FrozenAt ?? Clock.Now);
        return await _client.SendSnapshotAsync(image, cancellationToken) is SnapshotResult.Refused refused ? OrderOutcome.Failed(refused.Code) : OrderOutcome.Done;
    }
}
