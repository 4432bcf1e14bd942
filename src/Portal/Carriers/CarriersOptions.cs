namespace Portal.Carriers;

/// <summary>Settings of section <c>Portal:Carriers</c>.</summary>
internal sealed class CarriersOptions
{
    public const string Section = "Portal:Carriers";

    /// <summary>Calls that one key may make each second on average, 1 to 10,000.</summary>
    public int CallsPerSecond { get; set; } = 20;

    /// <summary>Calls that one key may make at once after a pause, 1 to 100,000.</summary>
    public int CallsAtOnce { get; set; } = 100;

    /// <summary>Live driver pages at once over all deliveries, 1 to 100,000.</summary>
    public int DriverPagesAtOnce { get; set; } = 2000;
}
