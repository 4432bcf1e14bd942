using System.Globalization;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

/// <summary>Entries to fill a ledger with.</summary>
internal static class SomeEntries
{
    public static NewEntry Plain(int number) => new()
    {
        Kind = "press",
        Actor = Actor.Portal,
        At = ManualTime.Start.AddSeconds(number),
        Data = string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{number}}}"""),
    };

    public static IReadOnlyList<NewEntry> Plain(int first, int count) => Enumerable.Range(first, count).Select(number => Plain(number)).ToList();

    /// <summary>An entry in which everything is set.</summary>
    public static NewEntry Full() => new()
    {
        Kind = "door_opened",
        Actor = new Actor(ActorKind.Device, "dev_1"),
        At = ManualTime.Start.AddMilliseconds(-120),
        Late = true,
        Household = PortalId.New<HouseholdId>(ManualTime.Start),
        AccessPoint = PortalId.New<AccessPointId>(ManualTime.Start),
        Delivery = PortalId.New<DeliveryId>(ManualTime.Start),
        Device = PortalId.New<DeviceId>(ManualTime.Start),
        Data = """{ "source": "manual", "name": "Zoë’s <b>" }""",
        Evidence = new DeviceEvidence("portal/event/v1\ndev_1\n1\n2\ndoor_opened\n2026-11-21T13:59:59.880Z\nab"u8.ToArray(), "c2lnbmF0dXJl"),
    };
}
