using System.Text.Json;

namespace Portal.Gateway.Clouds;

/// <summary>Volvo's answers, as far as they are read.</summary>
internal sealed record VolvoAnswer<T>(T Data);

/// <param name="Vin">Its vehicle identification number.</param>
internal sealed record VolvoVehicle(string Vin);

internal sealed record VolvoDetails(int? ModelYear = null, VolvoDescriptions? Descriptions = null);

internal sealed record VolvoDescriptions(string? Model = null);

/// <param name="Command">For example <c>UNLOCK</c>.</param>
internal sealed record VolvoCommand(string? Command = null);

/// <summary>One value as it was last retrieved from the car.</summary>
internal sealed record VolvoField(string? Value = null, DateTimeOffset? Timestamp = null, string? UnavailableReason = null);

internal sealed record VolvoAccessibility(VolvoField? AvailabilityStatus = null);

/// <summary>How the car is shut; a part that it does not have is missing or unspecified.</summary>
internal sealed record VolvoDoors
{
    public VolvoField? CentralLock { get; init; }

    public VolvoField? FrontLeftDoor { get; init; }

    public VolvoField? FrontRightDoor { get; init; }

    public VolvoField? RearLeftDoor { get; init; }

    public VolvoField? RearRightDoor { get; init; }

    public VolvoField? Tailgate { get; init; }
}

/// <summary>What came of a command, as far as Volvo waited for it.</summary>
/// <param name="InvokeStatus">For example <c>COMPLETED</c>; never that anything has moved.</param>
/// <param name="ReadyToUnlock">Nothing is unlocked: somebody has to open the tailgate by hand before a time.</param>
/// <param name="ReadyToUnlockUntil">That time, in seconds since 1970 or as text.</param>
internal sealed record VolvoInvocation(string? InvokeStatus = null, bool? ReadyToUnlock = null, JsonElement? ReadyToUnlockUntil = null);

/// <summary>Where the car was parked last, as a GeoJSON feature.</summary>
internal sealed record VolvoLocation(VolvoGeometry? Geometry = null, VolvoLocationProperties? Properties = null);

/// <param name="Coordinates">Longitude, latitude, and altitude.</param>
internal sealed record VolvoGeometry(IReadOnlyList<double>? Coordinates = null);

internal sealed record VolvoLocationProperties(DateTimeOffset? Timestamp = null);
