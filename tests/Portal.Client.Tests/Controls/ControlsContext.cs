using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Controls;

/// <summary>Renders controls at a fixed instant: 24 November 2026, 13:21:00 in London, 14:21:00 in Berlin.</summary>
public abstract class ControlsContext : BunitContext
{
    protected const string Berlin = "Europe/Berlin";

    protected static readonly DateTimeOffset Now = new(2026, 11, 24, 13, 21, 0, TimeSpan.Zero);

    protected ControlsContext() => Services.AddSingleton(new PlaceClock(new ManualTime(Now)));

    internal static AccessPointView Point(
        LockState bolt = LockState.Locked, DoorState door = DoorState.Closed, bool secured = false, LastKnown? lastKnown = null, PauseView? pause = null) =>
        new()
        {
            Id = AccessPointId.From("acp_00000000000000000000000000"),
            Household = HouseholdId.From("hsh_00000000000000000000000000"),
            Role = MemberRole.Owner,
            Kind = AccessPointKind.Trunk,
            Name = "Volvo V60",
            TimeZone = Berlin,
            Handle = "TRK-7Q4F-9KX2",
            Instructions = "Behind the net",
            LeftOpenAfter = TimeSpan.FromMinutes(2),
            LastKnown = lastKnown,
            Pause = pause,
            Device = new()
            {
                Id = DeviceId.From("dev_00000000000000000000000000"),
                Profile = "key-box",
                Model = "KB-2",
                Serial = "7F3A",
                Firmware = "1.4.2",
                Capabilities = [],
                PairedAt = Now.AddDays(-12),
            },
            State = State(bolt, door, secured),
        };

    internal static AccessPointState State(LockState bolt, DoorState door, bool secured = false) =>
        new()
        {
            Position = 1,
            AccessPointId = AccessPointId.From("acp_00000000000000000000000000"),
            Lock = bolt,
            Door = door,
            Online = OnlineState.Online,
            Secured = secured,
            Since = Now.AddMinutes(-78),
            LastHeardAt = Now.AddSeconds(-6),
            BelievedUntil = door is DoorState.Unknown ? null : Now.AddSeconds(29),
        };
}
