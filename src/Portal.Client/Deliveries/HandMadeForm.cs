using Portal.Client.Access;

namespace Portal.Client.Deliveries;

/// <summary>What a member types to expect somebody by hand.</summary>
public sealed class HandMadeForm
{
    public AccessPointId? AccessPoint { get; set; }

    public string Description { get; set; } = "";

    public WindowForm Window { get; set; } = new();

    /// <summary>The next whole hour at the place, for an hour.</summary>
    public static HandMadeForm Starting(DateTimeOffset now, AccessPointView? point) => new()
    {
        AccessPoint = point?.Id,
        Window = WindowForm.Starting(now, point?.TimeZone ?? "Etc/UTC"),
    };

    /// <summary>The draft for the port, or what is wrong by field.</summary>
    public (HandMadeDraft? Draft, IReadOnlyDictionary<string, string> Faults) Read(string zone)
    {
        var (window, faults) = Window.Read(zone);
        return window is null
            ? (null, faults)
            : (new HandMadeDraft { AccessPoint = AccessPoint, Description = Description.Trim(), Start = window.Start, End = window.End }, faults);
    }
}
