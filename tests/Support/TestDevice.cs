using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Tests.Support;

/// <summary>A device whose every message a test writes by itself: its key, its token, its events.</summary>
internal sealed class TestDevice : IDisposable
{
    private readonly TimeProvider _time;

    private TestDevice(ECDsa key, ClaimResponse claimed, TimeProvider time)
    {
        Key = key;
        Claimed = claimed;
        Id = DeviceId.From(claimed.DeviceId);
        _time = time;
    }

    public ECDsa Key { get; }

    public ClaimResponse Claimed { get; }

    public DeviceId Id { get; }

    public static ClaimRequest ClaimOf(string code, ECDsa key) => new()
    {
        PairingCode = code,
        PublicKey = PublicKeyJwk.Of(key),
        Profile = DeviceProfile.KeyBox.Name,
        Model = "Test box",
        Serial = "T-" + Guid.NewGuid().ToString("N"),
        Firmware = "1.0.0",
        Capabilities = DeviceProfile.KeyBox.UsualCapabilities,
        HeartbeatSeconds = 60,
    };

    /// <summary>Offers the code with a new key.</summary>
    /// <param name="portal">Where.</param>
    /// <param name="code">As the owner read it out.</param>
    /// <param name="time">The device's clock.</param>
    /// <param name="cancellationToken">The test's own.</param>
    /// <param name="change">What the device says of itself, where it is no ordinary key box.</param>
    public static async Task<TestDevice> ClaimAsync(
        Uri portal, string code, TimeProvider time, CancellationToken cancellationToken, Func<ClaimRequest, ClaimRequest>? change = null)
    {
        using var http = new HttpClient { BaseAddress = portal };
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var claim = change?.Invoke(ClaimOf(code, key)) ?? ClaimOf(code, key);
        using var answer = await http.PostAsJsonAsync(GatewayPaths.Claim, claim, GatewayJson.Options, cancellationToken);
        var claimed = answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<ClaimResponse>(GatewayJson.Options, cancellationToken)
            : null;
        return claimed is null
            ? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken))
            : new TestDevice(key, claimed, time);
    }

    /// <summary>The same device with another key.</summary>
    public TestDevice With(ECDsa key) => new(key, Claimed, _time);

    /// <summary>A token that is good for an hour, or is wrong as the test wants it.</summary>
    public string Token(TimeSpan? life = null) =>
        DeviceToken.Create(Key, Id.Value, Claimed.Audience, _time.GetUtcNow(), life ?? TimeSpan.FromHours(1));

    public Task<HubSocket> ConnectAsync(CancellationToken cancellationToken) => ConnectAsync(Token(), cancellationToken);

    public Task<HubSocket> ConnectAsync(string token, CancellationToken cancellationToken) =>
        HubSocket.ConnectAsync(
            new Uri(Claimed.GatewayUrl), options => options.SetRequestHeader("Authorization", "Bearer " + token), cancellationToken);

    /// <summary>An event, signed where it bears state.</summary>
    public DeviceEvent Event(long seq, string kind, string data = "{}", DateTimeOffset? at = null)
    {
        var happened = new DeviceEvent { Epoch = 1, Seq = seq, Kind = kind, At = WireTime.Format(at ?? _time.GetUtcNow()), Data = data };
        return EventKinds.BearsState(kind) ? Sign(happened) : happened;
    }

    public DeviceEvent Sign(DeviceEvent happened) =>
        happened with { Signature = EventSignature.Sign(Key, EventBytes.Of(Id.Value, happened)) };

    public string Heartbeat(string lockWord = LockWords.Locked, string doorWord = DoorWords.Closed) => JsonSerializer.Serialize(
        new Heartbeat { At = WireTime.Format(_time.GetUtcNow()), Lock = lockWord, Door = doorWord, UptimeSeconds = 1 }, GatewayJson.Options);

    public void Dispose() => Key.Dispose();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}");
}
