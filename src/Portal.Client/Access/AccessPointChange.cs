namespace Portal.Client.Access;

/// <summary>
/// One thing that an owner sets about an access point; each kind is one entry in the ledger. Checked by the port; what is wrong comes back by
/// the name of the property.
/// </summary>
public abstract record AccessPointChange;

/// <summary>What it is called, and in whose time its windows are agreed.</summary>
public sealed record NameChange(string Name, string TimeZone) : AccessPointChange;

/// <summary>What a driver is told to do there.</summary>
public sealed record InstructionsChange(string Instructions) : AccessPointChange;

/// <summary>Where a door or garage is.</summary>
public sealed record PlaceChange(double? Latitude, double? Longitude) : AccessPointChange;

/// <summary>Where a car must stand; null: anywhere.</summary>
public sealed record ZoneChange(GeoZone? Zone) : AccessPointChange;

/// <summary>How near a driver must be.</summary>
public sealed record ReachChange(int? ReachMetres) : AccessPointChange;

/// <summary>How long it may stand open or unlocked before that is an alert, and what Portal does about it by itself.</summary>
public sealed record RelockChange(int? LeftOpenSeconds, bool WatchesHandOpenings, int? NotRelockedSeconds, bool Relocks) : AccessPointChange;

/// <summary>Whether nothing opens without a camera that was heard a moment ago.</summary>
public sealed record CameraChange(bool Required) : AccessPointChange;

/// <summary>What the owner wants to have done before each window, a line each.</summary>
public sealed record ChecklistChange(string Checklist) : AccessPointChange;

/// <summary>What a driver looks for.</summary>
public sealed record CarChange(string CarMake, string CarModel, string CarColour, string CarPlate) : AccessPointChange;

/// <summary>A photo of the car: JPEG, PNG or WebP, 2 MB at most; null takes it away.</summary>
public sealed record PhotoChange(byte[]? Photo) : AccessPointChange;

/// <summary>Whether the car's last position is kept outside of windows too, for its owners alone.</summary>
public sealed record KeepPositionChange(bool Keeps) : AccessPointChange;

/// <summary>Another handle; the old one leads nowhere from then on.</summary>
public sealed record HandleChange : AccessPointChange;
