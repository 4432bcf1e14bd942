using System.Security.Cryptography;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>Somebody who has copied the device's disk: signs in with its key, says once that all is well, and is gone (S21).</summary>
internal static class KeyThief
{
    /// <summary>False where the portal did not take the copy for the device.</summary>
    public static async Task<bool> SignInAsync(string directory, DeviceClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, DeviceState.PairingFile);
        if (!File.Exists(file) || JsonSerializer.Deserialize<DevicePairing>(await File.ReadAllBytesAsync(file, cancellationToken), GatewayJson.Options) is not { } pairing)
            return false;
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(pairing.PrivateKey), out _);
        var token = DeviceToken.Create(key, pairing.DeviceId, pairing.Audience, clock.Now, TimeSpan.FromSeconds(GatewayLimits.TokenSeconds));
        try
        {
            await using var line = await GatewaySession.OpenAsync(
                pairing.GatewayUrl, token, new NetworkSwitch(), time, static _ => { }, cancellationToken);
            var beat = new Heartbeat { At = WireTime.Format(clock.Now), Lock = LockWords.Locked, Door = DoorWords.Closed, UptimeSeconds = 0 };
            return !(await line.AskAsync<HeartbeatAnswer>(GatewayMethods.Heartbeat, beat, cancellationToken)).IsSilence;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
