using Portal.Client.Access;

namespace Portal.Client.Carriers;

/// <summary>The words of the driver page that depend on what kind of opening it is.</summary>
internal static class DriverWords
{
    public static string Task(AccessPointKind kind) => Of(kind, CarriersText.TaskTrunk, CarriersText.TaskDoor, CarriersText.TaskGarage);

    /// <summary>The button: <c>Open the trunk</c></summary>
    public static string Open(AccessPointKind kind) => Of(kind, CarriersText.OpenTrunk, CarriersText.OpenDoor, CarriersText.OpenGarage);

    /// <summary><c>640 m from the car</c></summary>
    public static string DistanceFrom(AccessPointKind kind, string distance) => Of(
        kind,
        CarriersText.FormatDistanceFromCar(distance),
        CarriersText.FormatDistanceFromDoor(distance),
        CarriersText.FormatDistanceFromGarage(distance));

    public static string OpensNear(AccessPointKind kind, int metres) => Of(
        kind, CarriersText.FormatOpensNearCar(metres), CarriersText.FormatOpensNearDoor(metres), CarriersText.FormatOpensNearGarage(metres));

    /// <summary>What the picture of distance and bearing shows.</summary>
    public static string Map(AccessPointKind kind) => Of(kind, CarriersText.MapOfCar, CarriersText.MapOfDoor, CarriersText.MapOfGarage);

    public static string WhereUnknown(AccessPointKind kind) =>
        Of(kind, CarriersText.WhereCarUnknown, CarriersText.WhereDoorUnknown, CarriersText.WhereGarageUnknown);

    private static string Of(AccessPointKind kind, string trunk, string door, string garage) => kind switch
    {
        AccessPointKind.Trunk => trunk,
        AccessPointKind.Door => door,
        AccessPointKind.Garage => garage,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
