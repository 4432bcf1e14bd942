using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Portal.Client;
using IPNetwork = System.Net.IPNetwork;

namespace Portal.Hosting;

/// <summary>
/// What stands in front of the portal and ends TLS. It alone may say where a request came from, and only of what it brought itself; whoever
/// else says so is not heard. Scheme and host are nobody's to say: they are those of <c>Portal:PublicUrl</c>.
/// </summary>
internal static class KnownProxies
{
    /// <summary>An address (<c>127.0.0.1</c>, <c>::1</c>) or a network (<c>10.1.0.0/16</c>); never everybody.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var one) && string.Equals(one.ToString(), text, StringComparison.OrdinalIgnoreCase))
        {
            network = new IPNetwork(one, one.AddressFamily is AddressFamily.InterNetwork ? 32 : 128);
            return true;
        }

        return IPNetwork.TryParse(text, out network) && network.PrefixLength > 0;
    }

    /// <summary>Before all that asks where a request came from, or that writes an address.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<HostingOptions>>().Value.Proxy.Known is [_, ..] known)
            app.UseForwardedHeaders(Hear(known));
        if (app.Services.GetRequiredService<PublicUrl>() is { IsHttps: true } publicUrl)
            app.Use(next => context => next(At(publicUrl, context)));
    }

    private static ForwardedHeadersOptions Hear(IReadOnlyList<string> known)
    {
        // As far back as each that is named was itself brought by one of these.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in known)
        {
            if (TryParse(text, out var network))
                options.KnownIPNetworks.Add(network);
        }

        return options;
    }

    private static HttpContext At(PublicUrl publicUrl, HttpContext context)
    {
        context.Request.Scheme = publicUrl.Value.Scheme;
        context.Request.Host = new HostString(publicUrl.Value.Authority);
        return context;
    }
}
