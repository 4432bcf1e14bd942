using System.Runtime.CompilerServices;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Tests.Device.Protocol;

/// <summary>The published test vectors, as firmware makers get them.</summary>
internal static class Vectors
{
    public static IReadOnlyList<EventBytesCase> EventBytes { get; } = Read<Cases<EventBytesCase>>("event-bytes").All;

    public static SignatureCases Signatures { get; } = Read<SignatureCases>("event-signatures");

    public static IReadOnlyList<CheckNumberCase> CheckNumbers { get; } = Read<Cases<CheckNumberCase>>("check-numbers").All;

    public static IReadOnlyList<PairingCodeCase> PairingCodes { get; } = Read<Cases<PairingCodeCase>>("pairing-codes").All;

    public static OfflinePinCases OfflinePins { get; } = Read<OfflinePinCases>("offline-pins");

    public static IReadOnlyList<CodeHashCase> CodeHashes { get; } = Read<Cases<CodeHashCase>>("code-hashes").All;

    public static IReadOnlyList<KeyProofCase> KeyProofs { get; } = Read<Cases<KeyProofCase>>("key-proofs").All;

    private static T Read<T>(string name, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/Portal.Device/Protocol/vectors", name + ".json");
        return JsonSerializer.Deserialize<T>(File.ReadAllText(file), GatewayJson.Options)
            ?? throw new InvalidDataException($"{name} is empty");
    }
}

internal sealed record Cases<T>([property: System.Text.Json.Serialization.JsonPropertyName("cases")] IReadOnlyList<T> All);

internal sealed record SignatureCases(PublicKeyJwk PublicKey, IReadOnlyList<SignatureCase> Cases);

internal sealed record EventBytesCase(string Name, string DeviceId, DeviceEvent Event, string Canonical, string Sha256);

internal sealed record SignatureCase(string Name, string DeviceId, DeviceEvent Event, string Signature, bool Valid);

internal sealed record CheckNumberCase(string Code, PublicKeyJwk PublicKey, string Thumbprint, string CheckNumber);

internal sealed record KeyProofCase(string DeviceId, long Epoch, long LastSeq, PublicKeyJwk PublicKey, string Canonical, string Sha256);

internal sealed record PairingCodeCase(string Typed, string? Code, string? Shown);

internal sealed record OfflinePinCases(
    IReadOnlyList<OfflinePinCase> Cases, IReadOnlyList<PinWindowCase> Windows, IReadOnlyList<PinCandidatesCase> Candidates);

internal sealed record OfflinePinCase(
    string Name, string OfflineSecret, DateTimeOffset NotBefore, DateTimeOffset NotAfter, uint T0, byte D, byte C, string Pin);

internal sealed record PinWindowCase(string Name, DateTimeOffset NotBefore, DateTimeOffset NotAfter, bool Fits);

internal sealed record PinCandidatesCase(string Name, DateTimeOffset At, int Count, IReadOnlyList<string> Windows);

internal sealed record CodeHashCase(string Name, string GrantKey, string GrantId, string Code, string CodeHash);
