using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Device.Protocol;

/// <summary>How every message of the gateway is written and read: camelCase, absent members left out, nothing missing accepted.</summary>
public static class GatewayJson
{
    /// <summary>The shared, read-only settings.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gives other settings (SignalR's own copy, for one) the same rules.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        // Data is JSON inside JSON: with the default encoder each of its quotes would travel as six characters. Nothing here meets HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = 16;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
