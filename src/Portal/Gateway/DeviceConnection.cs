using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>One signed-in connection of a device, from its start to its end. Its messages come one at a time.</summary>
internal sealed class DeviceConnection(
    DeviceId device, DateTimeOffset tokenEnds, HubCallerContext context, IClientProxy client, DeviceMeter meter, TimeProvider time) : IDisposable
{
    /// <summary>Time to hear why before the line is cut; a device that lost its right is gone within 2 s.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>A line that takes no message for so long is not one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long after its heartbeat is due an overtaken line may still be heard of.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private EnrolledDevice? _enrolled;
    private DeviceKeys? _keys;
    private ITimer? _ending;
    private bool _isConfirmed;
    private bool _isTold;
    private bool _isOvertaken;

    public DeviceId Device => device;

    public DeviceMeter Meter => meter;

    /// <summary>The <c>exp</c> of the token that it was begun with: the connection ends then.</summary>
    public DateTimeOffset TokenEnds => tokenEnds;

    /// <summary>What it is; null before the connection has begun and once it is ending.</summary>
    public EnrolledDevice? Enrolled
    {
        get
        {
            lock (_gate)
                return _ending is null ? _enrolled : null;
        }
    }

    /// <summary>An owner has confirmed the device, and the connection lives.</summary>
    public bool IsConfirmed
    {
        get
        {
            lock (_gate)
                return _ending is null && _enrolled is not null && _isConfirmed;
        }
    }

    /// <summary>A newer connection took over: nothing that this one says counts, but that it still speaks is worth knowing (S21).</summary>
    public bool IsOvertaken
    {
        get
        {
            lock (_gate)
                return _isOvertaken;
        }
    }

    /// <summary>The keys of the device, for the one thread that reads this connection's messages.</summary>
    public DeviceKeys Keys => _keys ?? throw new InvalidOperationException("The connection has not begun.");

    /// <summary>Set once, before the first message.</summary>
    public void Begin(EnrolledDevice enrolled)
    {
        lock (_gate)
        {
            _enrolled = enrolled;
            _isConfirmed |= enrolled.IsConfirmed;
            _keys = new DeviceKeys(enrolled);
        }
    }

    /// <summary>The device may say everything from now on. True once, for the one who is to tell it.</summary>
    public bool Confirm()
    {
        lock (_gate)
        {
            _isConfirmed = true;
            return !_isTold && (_isTold = true);
        }
    }

    public async Task SendAsync<T>(string method, T message, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(method, message, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            context.Abort();
        }
    }

    /// <summary>Takes no more messages, says why and cuts the line a moment later, whether that was heard or not.</summary>
    public Task EndAsync(string reason, CancellationToken cancellationToken) => EndAsync(reason, Grace, cancellationToken);

    /// <summary>
    /// Takes no more messages and says why; the line is cut once its next heartbeat would have been heard. A line that is dead says nothing
    /// until then; one that speaks belongs to a second device.
    /// </summary>
    public Task OvertakeAsync(CancellationToken cancellationToken)
    {
        TimeSpan rest;
        lock (_gate)
        {
            _isOvertaken = _ending is null && _enrolled is not null;
            rest = _isOvertaken && _enrolled is not null ? TimeSpan.FromSeconds(_enrolled.HeartbeatSeconds) + Slack : Grace;
        }

        return EndAsync(Disconnecting.Replaced, rest, cancellationToken);
    }

    /// <summary>Cuts the line at once.</summary>
    public void Cut() => context.Abort();

    public void Dispose()
    {
        lock (_gate)
        {
            _ending?.Dispose();
            _keys?.Dispose();
        }
    }

    private Task EndAsync(string reason, TimeSpan grace, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_ending is not null)
                return Task.CompletedTask;
            _ending = time.CreateTimer(_ => context.Abort(), state: null, grace, Timeout.InfiniteTimeSpan);
        }

        return SendAsync(GatewayMethods.Disconnecting, new Disconnecting { Reason = reason }, cancellationToken);
    }
}
