using System.Security.Cryptography;
using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>One signed-in connection of a device, from its start to its end. Its messages come one at a time.</summary>
internal sealed class DeviceConnection(
    DeviceId device, HubCallerContext context, IClientProxy client, DeviceMeter meter, TimeProvider time) : IDisposable
{
    /// <summary>Time to hear why before the line is cut; a device that lost its right is gone within 2 s.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>A line that takes no message for so long is not one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private EnrolledDevice? _enrolled;
    private ECDsa? _key;
    private ITimer? _ending;
    private bool _isConfirmed;
    private bool _isTold;

    public DeviceId Device => device;

    public DeviceMeter Meter => meter;

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

    /// <summary>The key of the pairing, for the one thread that reads this connection's messages.</summary>
    public ECDsa Key => _key ?? throw new InvalidOperationException("The connection has not begun.");

    /// <summary>Set once, before the first message.</summary>
    public void Begin(EnrolledDevice enrolled, ECDsa key)
    {
        lock (_gate)
        {
            _enrolled = enrolled;
            _isConfirmed |= enrolled.IsConfirmed;
            _key = key;
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
    public Task EndAsync(string reason, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_ending is not null)
                return Task.CompletedTask;
            _ending = time.CreateTimer(_ => context.Abort(), state: null, Grace, Timeout.InfiniteTimeSpan);
        }

        return SendAsync(GatewayMethods.Disconnecting, new Disconnecting { Reason = reason }, cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ending?.Dispose();
            _key?.Dispose();
        }
    }
}
