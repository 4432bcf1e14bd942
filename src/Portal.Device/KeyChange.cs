using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// Changes the device's key. The new one is on the disk before the portal hears of it, and what was begun is completed before the next
/// sign-in: whether the portal has taken it over is found out by asking again, with either key.
/// </summary>
internal sealed class KeyChange(DeviceState state, DeviceOptions options, DeviceClock clock) : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Begins a change, or goes on with the one that was begun.</summary>
    public async Task<RotationResult> RunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            state.PrepareKey();
            return await CompleteAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Completes a change whose answer was lost; does nothing where there is none.</summary>
    public async Task CompleteIfBegunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (state.Pairing?.NextPrivateKey is not null)
                await CompleteAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<RotationResult> CompleteAsync(CancellationToken cancellationToken)
    {
        var asked = state.AskForKey(clock.Now);
        using var http = new HttpClient { Timeout = AnswerWithin };
        try
        {
            foreach (var token in asked.Tokens)
            {
                options.Network.ThrowIfCut();
                using var request = new HttpRequestMessage(HttpMethod.Post, asked.Address) { Content = JsonContent.Create(asked.Message, options: GatewayJson.Options) };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var answer = await http.SendAsync(request, cancellationToken);
                if (answer.StatusCode != HttpStatusCode.Unauthorized)
                    return await TakeAsync(answer, cancellationToken);
                if (answer.Headers.Date is { } about)
                    clock.Guess(about);
            }

            return new RotationResult.Refused("sign_in_refused", "The portal took neither the old key nor the new one.");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException or IOException
            || (unreachable is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new RotationResult.Refused("unreachable", "The portal did not answer; the change is completed at the next connect.");
        }
    }

    private async Task<RotationResult> TakeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            var rotated = await answer.Content.ReadFromJsonAsync<KeyRotated>(GatewayJson.Options, cancellationToken)
                ?? throw new JsonException("The answer is empty.");
            state.BeRotated(rotated.Epoch);
            return new RotationResult.Rotated(rotated.Epoch);
        }

        var (code, detail) = await PortalProblem.ReadAsync(answer, cancellationToken);
        // What is refused for good is given up; what is refused for now stays begun.
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict)
            state.DropNextKey();
        return new RotationResult.Refused(code, detail);
    }
}
