namespace Portal.Client.Access;

/// <summary>What kind of opening an access point is.</summary>
public enum AccessPointKind
{
    /// <summary>The trunk of a car; its place comes from its device.</summary>
    Trunk,

    /// <summary>A house door at a fixed place.</summary>
    Door,

    /// <summary>A garage door at a fixed place.</summary>
    Garage,
}
