using Portal.Client.Access;
using Portal.Client.Carriers;

namespace Portal.Access;

/// <summary>The way by which somebody asks for an opening. The one that is granted first is the only one for that opening (S10).</summary>
/// <param name="Text">As it is stored: <c>keypad:dev_…</c>, <c>driver:…</c>, <c>api:crr_…</c>.</param>
internal readonly record struct WayIn(string Text)
{
    public static WayIn Keypad(DeviceId device) => new("keypad:" + device.Value);

    /// <param name="session">The id of the driver page's session, not its cookie.</param>
    public static WayIn Driver(string session) => new("driver:" + session);

    public static WayIn Api(CarrierId carrier) => new("api:" + carrier.Value);

    /// <summary>The word before the colon, for entries: which kind of way it was, without saying whose.</summary>
    public string Word => Text[..Text.IndexOf(':', StringComparison.Ordinal)];

    public bool IsKeypad => Text.StartsWith("keypad:", StringComparison.Ordinal);
}
