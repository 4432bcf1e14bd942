using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;

namespace Portal.Live;

/// <summary>Tells an owner's own programs what happens in their households, for as long as their session or their token lasts.</summary>
[Authorize(Policy = Policies.Read)]
internal sealed class LiveHub(LiveSubscriptions subscriptions, LiveEntries entries, CurrentMember member) : Hub
{
    public override async Task OnConnectedAsync()
    {
        if (await SessionAsync() is { } session && await subscriptions.OpenAsync(session, Context) is { } subscription)
            Context.Items[typeof(LiveSubscription)] = subscription;
        else
            Context.Abort();
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(typeof(LiveSubscription), out var item) && item is IAsyncDisposable subscription)
            await subscription.DisposeAsync();
    }

    /// <summary>What happened after a position, up to 1,000 entries; <c>next</c> says where to go on.</summary>
    [HubMethodName("Resume")]
    public async Task<JsonElement> ResumeAsync(JsonElement afterPosition)
    {
        if (afterPosition.ValueKind != JsonValueKind.Number || !afterPosition.TryGetInt64(out var position))
            throw new HubException("invalid_field: afterPosition: send the position of the last entry that you have, or -1.");
        if (await SessionAsync() is not { } session)
            throw new HubException("signed_out: -: sign in again.");
        var page = await entries.AfterAsync(session.AccountId, position, LiveEntries.Most, Context.ConnectionAborted);
        return JsonSerializer.SerializeToElement(page, PortalJson.Options);
    }

    private async Task<LiveSession?> SessionAsync() =>
        Context.User is { } user ? await member.SessionAsync(user, Context.ConnectionAborted) : null;
}
