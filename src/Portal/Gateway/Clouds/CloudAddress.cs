namespace Portal.Gateway.Clouds;

/// <summary>Where a maker may be: a host of its own over https, or a stand-in on this machine.</summary>
internal static class CloudAddress
{
    public const string Allowed = "https without path, or http on localhost";

    public static bool IsAllowed(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
