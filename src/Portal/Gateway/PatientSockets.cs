using Microsoft.AspNetCore.Http.Features;

namespace Portal.Gateway;

/// <summary>Gives the web sockets of an endpoint the <see cref="PatientStream"/>, over HTTP/1.1 and HTTP/2.</summary>
internal static class PatientSockets
{
    public static void WithPatience(this IEndpointConventionBuilder endpoint) => endpoint.Add(builder =>
    {
        if (builder.RequestDelegate is not { } next)
            return;
        var time = builder.ApplicationServices.GetRequiredService<TimeProvider>();
        builder.RequestDelegate = http =>
        {
            if (http.Features.Get<IHttpUpgradeFeature>() is { } upgrade)
                http.Features.Set<IHttpUpgradeFeature>(new Upgrade(upgrade, time));
            if (http.Features.Get<IHttpExtendedConnectFeature>() is { } connect)
                http.Features.Set<IHttpExtendedConnectFeature>(new Connect(connect, time));
            return next(http);
        };
    });

    private sealed class Upgrade(IHttpUpgradeFeature inner, TimeProvider time) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => inner.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => new PatientStream(await inner.UpgradeAsync(), time);
    }

    private sealed class Connect(IHttpExtendedConnectFeature inner, TimeProvider time) : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => inner.IsExtendedConnect;

        public string? Protocol => inner.Protocol;

        public async ValueTask<Stream> AcceptAsync() => new PatientStream(await inner.AcceptAsync(), time);
    }
}
