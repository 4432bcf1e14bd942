using Portal.Client.Access;

namespace Portal.Client.Carriers;

/// <summary>The words of the driver page that depend on what kind of opening it is.</summary>
public static class DriverWords
{
    public static string Task(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => "Put it in the trunk",
        AccessPointKind.Door => "Put it behind the door",
        AccessPointKind.Garage => "Put it in the garage",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary><c>trunk</c></summary>
    public static string Thing(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => "trunk",
        AccessPointKind.Door => "door",
        AccessPointKind.Garage => "garage",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>What one walks to: <c>car</c></summary>
    public static string Place(AccessPointKind kind) => kind == AccessPointKind.Trunk ? "car" : Thing(kind);

    /// <summary>What is to be shut: <c>lid</c></summary>
    public static string Leaf(AccessPointKind kind) => kind == AccessPointKind.Trunk ? "lid" : "door";

    /// <summary>The last of the four steps.</summary>
    public static string SecuredStep(AccessPointKind kind) => kind == AccessPointKind.Garage ? "Secured" : "Locked";
}
