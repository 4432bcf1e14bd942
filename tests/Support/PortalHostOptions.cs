using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Tests.Support;

/// <summary>How a test wants its portal.</summary>
internal sealed record PortalHostOptions
{
    /// <summary>No demo household and no demo accounts, unless a test asks for them with <c>Development</c>.</summary>
    public string Environment { get; init; } = "Production";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Settings over those of the host, by their full name (<c>Portal:Limits:GuessesPerMinute</c>).</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Replaces what stands at an edge.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Adds routes that only a test needs, for example one that fails.</summary>
    public Action<IEndpointRouteBuilder> Routes { get; init; } = _ => { };

    /// <summary>Data and keys that a test brings and keeps; null for new ones that go with the host.</summary>
    public DirectoryInfo? Data { get; init; }
}
