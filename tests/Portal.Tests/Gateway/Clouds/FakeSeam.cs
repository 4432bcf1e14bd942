using System.Text.Json;
using Portal.Tests.Device;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>The fake of Seam that its maker publishes, in a process of its own, with two households' locks in one workspace.</summary>
internal sealed class FakeSeam : IDisposable
{
    public const string ApiKey = "seam_apikey1_token";
    public const string Workspace = "seed_workspace_1";
    public const string Johns = "john_connected_account_id";
    public const string Lock = "august_device_1";

    /// <summary>A lock of somebody else's account.</summary>
    public const string JanesLock = "schlage_device_id";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly NodeScript _script = new(Patience, "seam.mjs");

    public Uri Address { get; private set; } = null!; // Set by the only way to get one.

    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["Portal:Clouds:Seam:Address"] = Address.AbsoluteUri,
        ["Portal:Clouds:Seam:ApiKey"] = ApiKey,
    };

    public static async Task<FakeSeam> StartAsync()
    {
        var seam = new FakeSeam();
        seam.Address = new Uri(await seam._script.LineAsync() ?? throw new InvalidOperationException("The fake of Seam did not start."));
        return seam;
    }

    /// <summary>Calls a method of the fake's own database.</summary>
    public async Task<JsonElement> DoAsync(string method, params object[] given)
    {
        await _script.SayAsync(JsonSerializer.Serialize<object[]>([method, .. given]));
        var answer = await _script.LineAsync() ?? throw new InvalidOperationException("The fake of Seam has ended.");
        return JsonDocument.Parse(answer).RootElement;
    }

    public Task SetLockAsync(object properties) => DoAsync("updateDevice", new { device_id = Lock, properties });

    public void Dispose() => _script.Dispose();
}
