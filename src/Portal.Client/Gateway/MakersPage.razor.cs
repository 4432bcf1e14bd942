using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Live;

namespace Portal.Client.Gateway;

/// <summary>Where an owner connects an account at a maker and puts one of its devices at an access point.</summary>
public sealed partial class MakersPage(
    IHouseholdAccess access, IHouseholdClouds clouds, NavigationManager navigation, ILogger<MakersPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<MakersPageView> _reading = new(logger);
    private readonly Tap _tap = new(logger);

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>The maker from whose page the owner came back without an account that could be connected.</summary>
    [SupplyParameterFromQuery]
    public string? Failed { get; set; }

    private string? NotConnected => Words.TryParse<CloudMaker>(Failed, out var maker)
        ? GatewayText.FormatNotConnected(CloudWords.Name(maker))
        : null;

    protected override Task OnParametersSetAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(LoadAsync, _leaving.Token);
        if (_reading is { IsRead: true, View: null })
            navigation.NotFound();
    }

    private async Task<MakersPageView?> LoadAsync(CancellationToken cancellationToken) =>
        PortalId.TryParse<AccessPointId>(Id, out var id)
        && await access.FindAsync(id, cancellationToken) is { } point
        && await clouds.FindAsync(id, cancellationToken) is { } found
            ? new MakersPageView(point, found)
            : null;

    private Task AskAsync(CloudMaker maker) => DoAsync(async (view, token) =>
    {
        var answer = await clouds.AskLinkAsync(view.Point.Id, maker, token);
        if (answer.GoTo is { } page)
            navigation.NavigateTo(page.AbsoluteUri, forceLoad: true);
        return (answer.Outcome, answer.Outcome is AccessOutcome.NoLongerPossible ? GatewayText.FormatNoAnswer(CloudWords.Name(maker)) : null);
    });

    private Task PairAsync(CloudLinkView link, CloudDeviceView device) => DoAsync(async (view, token) =>
    {
        var outcome = await clouds.PairAsync(view.Point.Id, link.Id, device.MakersId, token);
        if (outcome is AccessOutcome.Done)
            navigation.NavigateTo($"/access-points/{view.Point.Id}");
        return (outcome, null);
    });

    private Task UnlinkAsync(CloudLinkView link) => DoAsync(async (_, token) => (await clouds.UnlinkAsync(link.Id, token), null));

    private async Task DoAsync(Func<MakersPageView, CancellationToken, Task<(AccessOutcome Outcome, string? Says)>> act)
    {
        if (_reading.View is not { } view)
            return;
        await _tap.DoAsync(async () =>
        {
            var (outcome, says) = await act(view, _leaving.Token);
            if (outcome is AccessOutcome.SignInAgain)
                navigation.NavigateTo($"/confirm?returnUrl={Uri.EscapeDataString($"/access-points/{Id}/makers")}", forceLoad: true);
            return says ?? AccessPointWords.Fault(outcome);
        });
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
