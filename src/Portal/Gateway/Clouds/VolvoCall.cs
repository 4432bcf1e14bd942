namespace Portal.Gateway.Clouds;

/// <summary>One of Volvo's addresses.</summary>
/// <param name="Name">For messages: no identification number stands in a log.</param>
/// <param name="Path">Under the address of the APIs.</param>
internal sealed record VolvoCall(string Name, string Path)
{
    private const string Vehicles = "/connected-vehicle/v2/vehicles";

    public static VolvoCall Cars { get; } = new("the cars", Vehicles);

    public static VolvoCall Details(string vin) => new("a car's details", Of(vin));

    public static VolvoCall Commands(string vin) => new("a car's commands", Of(vin) + "/commands");

    public static VolvoCall Accessibility(string vin) => new("whether a car is heard", Of(vin) + "/command-accessibility");

    public static VolvoCall Doors(string vin) => new("a car's doors", Of(vin) + "/doors");

    public static VolvoCall Command(string vin, string command) => new("a command", $"{Of(vin)}/commands/{command}");

    public static VolvoCall Location(string vin) => new("where a car is", $"/location/v1/vehicles/{Uri.EscapeDataString(vin)}/location");

    private static string Of(string vin) => $"{Vehicles}/{Uri.EscapeDataString(vin)}";
}
