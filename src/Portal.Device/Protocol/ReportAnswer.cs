namespace Portal.Device.Protocol;

/// <summary>The answer to <see cref="GatewayMethods.Report"/>, given only once the whole batch is stored durably.</summary>
public sealed record ReportAnswer
{
    /// <summary>The last event of the batch; the device may delete the batch.</summary>
    public required EventNumber Acked { get; init; }

    /// <summary>The portal's clock; see <see cref="WireTime"/>.</summary>
    public required string ServerTime { get; init; }
}

/// <summary>What names one event of one device for ever.</summary>
/// <param name="Epoch">See <see cref="DeviceEvent.Epoch"/>.</param>
/// <param name="Seq">See <see cref="DeviceEvent.Seq"/>.</param>
public sealed record EventNumber(long Epoch, long Seq);
