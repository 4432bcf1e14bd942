using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>The device behind one call to the hub. What is wrong is answered as a hub error that names the field, and counted.</summary>
internal sealed class Speaker
{
    private readonly DeviceConnection _connection;

    private Speaker(DeviceConnection connection, EnrolledDevice enrolled)
    {
        _connection = connection;
        Enrolled = enrolled;
    }

    public DeviceId Device => Enrolled.Id;

    public EnrolledDevice Enrolled { get; }

    public bool IsConfirmed => _connection.IsConfirmed;

    public DeviceKeys Keys => _connection.Keys;

    public DeviceMeter Meter => _connection.Meter;

    /// <summary>Who calls; a connection that is ending is heard no more.</summary>
    public static Speaker Of(HubCallerContext context) =>
        ConnectionOf(context) is { Enrolled: { } enrolled } connection
            ? new Speaker(connection, enrolled)
            : throw new HubException(new GatewayError("connection_ending", "-", "connect again.").ToString());

    /// <summary>Remembers whose connection this is, for <see cref="Of"/>.</summary>
    public static void Remember(HubCallerContext context, DeviceConnection connection) => context.Items[typeof(DeviceConnection)] = connection;

    /// <summary>The connection that was remembered, also when it is ending.</summary>
    public static DeviceConnection? ConnectionOf(HubCallerContext context) =>
        context.Items.TryGetValue(typeof(DeviceConnection), out var connection) ? connection as DeviceConnection : null;

    /// <summary>Only a device that an owner has confirmed goes on.</summary>
    public EnrolledDevice Confirmed()
    {
        if (!IsConfirmed)
            Refuse(new GatewayError(GatewayErrorCodes.DevicePending, "-", "wait until an owner has confirmed this device."));
        return Enrolled;
    }

    public T Require<T>(Reading<T> reading)
        where T : class
    {
        if (!reading.IsGood)
            Refuse(reading.Fault);
        return reading.Value;
    }

    public void Require(GatewayError? fault)
    {
        if (fault is not null)
            Refuse(fault);
    }

    [DoesNotReturn]
    public void Refuse(GatewayError fault)
    {
        _connection.Meter.CountRefusal();
        throw new HubException(fault.ToString());
    }
}
