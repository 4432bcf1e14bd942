using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Tests.Device.Contract;

/// <summary>The npm client and Node's own cryptography: tests/contract/steps.mjs.</summary>
internal sealed class NodeDevice : IContractDevice
{
    private readonly NodeScript _script = new("steps.mjs");

    public async Task<(string DeviceId, string CheckNumber)> PairAsync(Uri portal, string code)
    {
        var paired = await DoAsync("pair", new { step = "pair", portal, code });
        return (Text(paired, "deviceId"), Text(paired, "number"));
    }

    public Task LiveAsync() => DoAsync("live");

    public async Task<long> ConfirmedAsync() => (await DoAsync("confirmed")).GetProperty("epoch").GetInt64();

    public Task<EventNumber> ReportAsync(string kind) => ReportAsync("report", kind);

    public Task<EventNumber> ReportTwiceAsync(string kind) => ReportAsync("report-twice", kind);

    public Task<EventNumber> ReportAheadAsync(string kind) => ReportAsync("report-ahead", kind);

    public Task FillAsync() => DoAsync("fill");

    public async Task<string?> EnterAsync(string code)
    {
        var verdict = (await DoAsync("code", new { step = "code", code })).Deserialize<CodeVerdict>(GatewayJson.Options);
        return verdict?.Verdict == CodeVerdict.Denied ? verdict.Reason : null;
    }

    public Task BeatWronglyAsync() => DoAsync("beat-wrongly");

    public async Task<string> TokenAsync() => Text(await DoAsync("token"), "token");

    public async Task<string> DismissedAsync() => Text(await DoAsync("dismissed"), "reason");

    public ValueTask DisposeAsync()
    {
        _script.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<EventNumber> ReportAsync(string step, string kind) =>
        (await DoAsync(step, new { step, kind })).Deserialize<EventNumber>(GatewayJson.Options) ?? throw new JsonException(step);

    private Task<JsonElement> DoAsync(string step) => DoAsync(step, new { step });

    private async Task<JsonElement> DoAsync(string step, object details)
    {
        await _script.TypeAsync(JsonSerializer.Serialize(details, GatewayJson.Options));
        if (await _script.LineAsync() is not { } line)
            throw new InvalidOperationException($"The script ended in '{step}': {await _script.ExitAsync()}");
        var answer = JsonSerializer.Deserialize<JsonElement>(line);
        return answer.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"{step}: {error}") : answer;
    }

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString() ?? "";
}
