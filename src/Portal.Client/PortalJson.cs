using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Client;

/// <summary>JSON as the public contracts have it: camelCase names, enums as words, instants in RFC 3339 UTC with milliseconds, ids as text.</summary>
public static class PortalJson
{
    /// <summary>The one set of options for everything that leaves or enters the portal.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Adds the converters of the contracts to options that somebody else owns (HTTP, SignalR).</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new IdConverterFactory());
        return options;
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Rfc3339.TryParseAny(reader.GetString(), out var instant)
                ? instant
                : throw new JsonException("Write an instant as RFC 3339 with its zone, for example 2026-11-21T14:03:07.120Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Rfc3339.Format(value));
    }

    private sealed class IdConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsValueType && Array.Exists(
                typeToConvert.GetInterfaces(),
                type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPortalId<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert)) as JsonConverter
            ?? throw new UnreachableException();
    }

    private sealed class IdConverter<TId> : JsonConverter<TId>
        where TId : struct, IPortalId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && PortalId.TryParse<TId>(reader.GetString(), out var id)
                ? id
                : throw new JsonException($"Write an id that starts with {TId.Prefix}.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
