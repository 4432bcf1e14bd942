namespace Portal.Client;

/// <summary>Where people and programs reach the portal, as the operator set it: never taken from a request.</summary>
/// <param name="Value">Scheme, host and port; the path is <c>/</c>.</param>
public sealed record PublicUrl(Uri Value)
{
    /// <summary>As browsers write it in <c>Origin</c>: <c>https://portal.example</c>.</summary>
    public string Origin => Value.GetLeftPart(UriPartial.Authority);

    public bool IsHttps => Value.Scheme == Uri.UriSchemeHttps;

    /// <summary>The same place for web sockets: <c>wss://portal.example</c>.</summary>
    public string SocketOrigin => (IsHttps ? "wss" : "ws") + Origin[Value.Scheme.Length..];

    /// <summary>The full address of a path that starts with a slash.</summary>
    public string At(string path) => Origin + path;
}
