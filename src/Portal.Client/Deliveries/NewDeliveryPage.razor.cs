using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Live;

namespace Portal.Client.Deliveries;

/// <summary>'A delivery person I expect': made by hand, approved as it is made.</summary>
public sealed partial class NewDeliveryPage(
    IHouseholdDeliveries deliveries, IHouseholdAccess access, NavigationManager navigation, TimeProvider time, ILogger<NewDeliveryPage> logger)
{
    private static readonly Dictionary<string, string> NoFaults = [];
    private readonly Leaving _leaving = new();
    private readonly Reading<IReadOnlyList<AccessPointView>> _reading = new(logger);
    private IReadOnlyDictionary<string, string> _faults = NoFaults;
    private HandMadeForm _form = new();
    private readonly Tap _tap = new(logger);

    /// <summary>The access point that is chosen at first.</summary>
    [SupplyParameterFromQuery(Name = "accessPoint")]
    public string? At { get; set; }

    private AccessPointView? Here => _reading.View?.FirstOrDefault(point => point.Id == _form.AccessPoint);

    private string Zone => Here?.TimeZone ?? "Etc/UTC";

    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        if (_reading.View is { Count: > 0 } points)
            _form = HandMadeForm.Starting(time.GetUtcNow(), points.FirstOrDefault(point => point.Id.Value == At) ?? points[0]);
    }

    private Task ReloadAsync() => _reading.ReadAsync(
        async token => (await access.ListAsync(token)).Where(point => point.Role.MayAnswer).ToList(), _leaving.Token);

    private void ChoosePoint(ChangeEventArgs change)
    {
        if (PortalId.TryParse<AccessPointId>(change.Value as string, out var point))
            _form.AccessPoint = point;
    }

    private string? Fault(string field) => _faults.FirstOrDefault(fault => fault.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value;

    private async Task MakeAsync()
    {
        (var draft, _faults) = _form.Read(Zone);
        if (draft is null || _tap.IsBusy)
            return;
        await _tap.DoAsync(async () =>
        {
            var outcome = await deliveries.MakeByHandAsync(draft, _leaving.Token);
            _faults = outcome.Faults;
            if (outcome.Made is { } made)
                navigation.NavigateTo($"/deliveries/{made}");
            return null;
        });
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
