using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>
/// What a browser is sent, and <c>sw.js</c> shows: words and where to go. Never a code, a position, or more of a place than its name (S12).
/// </summary>
internal sealed record PushPayload
{
    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary>What is shown under the same tag stands in the place of the former.</summary>
    public required string Tag { get; init; }

    /// <summary>The page that it leads to: a path of the portal's own.</summary>
    public required string Url { get; init; }

    /// <summary>The entry that it tells of; the same one shown again makes no sound.</summary>
    public required long Position { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Stays until somebody looks.</summary>
    public bool Urgent { get; init; }

    /// <summary>Takes the place of the former without a sound.</summary>
    public bool Silent { get; init; }

    /// <summary>What can be answered on the spot; never unlocking (S25).</summary>
    public IReadOnlyList<PushAct> Acts { get; init; } = [];

    public AlertId? Alert { get; init; }

    public DeliveryId? Delivery { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, PortalJson.Options);

    /// <summary>With the browser that it is for, so that this one can say that it showed it.</summary>
    public static byte[] For(PushBrowserId browser, string json)
    {
        var payload = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("No payload.");
        payload["to"] = browser.Value;
        return Encoding.UTF8.GetBytes(payload.ToJsonString());
    }
}

/// <summary>A button on a message: the worker has no words of its own.</summary>
internal sealed record PushAct(NoticeAct Act, string Title);
