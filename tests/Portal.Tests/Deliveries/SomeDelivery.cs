using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Tests.Support;

namespace Portal.Tests.Deliveries;

/// <summary>A delivery for rules that look at few of its members.</summary>
internal static class SomeDelivery
{
    public static readonly DateTimeOffset Now = ManualTime.Start;

    public static Delivery In(DeliveryState state) => new()
    {
        Id = PortalId.New<DeliveryId>(Now),
        Household = PortalId.New<HouseholdId>(Now),
        AccessPoint = PortalId.New<AccessPointId>(Now),
        TimeZone = "Europe/Berlin",
        Carrier = PortalId.New<CarrierId>(Now),
        State = state,
        TrackingNumber = "NP161094",
        Parcel = new Parcel(),
        Proposed = [Window(1, 2), Window(4, 6)],
        ProposedBy = Proposer.Carrier,
        CreatedAt = Now,
        UpdatedAt = Now,
        Version = 1,
    };

    public static DeliveryAnswer Answer => new(PortalId.New<AccountId>(Now), Now);

    /// <summary>From so many hours after now to so many.</summary>
    public static DeliveryWindow Window(double from, double to) => new(Now.AddHours(from), Now.AddHours(to));
}
