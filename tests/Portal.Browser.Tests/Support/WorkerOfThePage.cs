using System.Text.Json;
using Microsoft.Playwright;

namespace Portal.Browser.Tests.Support;

/// <summary>The service worker of a page, as a push service reaches it.</summary>
internal sealed class WorkerOfThePage(ICDPSession session)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(Visitor.PatienceMs);

    private readonly TaskCompletionSource<string> _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task ListenAsync()
    {
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, said) =>
        {
            foreach (var registration in said?.GetProperty("registrations").EnumerateArray() ?? default)
                _registered.TrySetResult(registration.GetProperty("registrationId").GetString() ?? "");
        };
        return session.SendAsync("ServiceWorker.enable");
    }

    public async Task DeliverAsync(Uri address, object notice)
    {
        var registration = await _registered.Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        await session.SendAsync(
            "ServiceWorker.deliverPushMessage",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["origin"] = address.GetLeftPart(UriPartial.Authority),
                ["registrationId"] = registration,
                ["data"] = JsonSerializer.Serialize(notice),
            });
    }
}
