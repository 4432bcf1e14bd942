using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Demo;

namespace Portal.Demo;

/// <summary>The panel, for members of the demo household: another household, even in Development, sees nothing of it (S28).</summary>
internal sealed class DemoPanel(IAccounts accounts, DemoStage stage, DemoDevices devices, DemoDriver driver, DemoCarrier carrier) : IDemoPanel
{
    private const double BesideM = 20;
    private const double FarM = 640;

    public async Task<IReadOnlyList<DemoPlace>> ListAsync(CancellationToken cancellationToken)
    {
        if (!await IsForAsync(cancellationToken))
            return [];
        var places = new List<DemoPlace>();
        foreach (var device in devices.All)
            places.Add(await device.LookAsync(cancellationToken));
        return places;
    }

    public async Task<DemoOutcome> DoAsync(AccessPointId place, DemoAct act, CancellationToken cancellationToken)
    {
        var device = devices.All.FirstOrDefault(one => one.Spot.Id == place);
        return device is not null && await IsForAsync(cancellationToken)
            ? await DoAsync(device, act, cancellationToken)
            : new DemoOutcome("There is no such place in the demo.");
    }

    private Task<DemoOutcome> DoAsync(DemoDevice device, DemoAct act, CancellationToken cancellationToken) =>
        act switch
        {
            DemoAct.RequestDelivery => RequestAsync(device, cancellationToken),
            DemoAct.EnterCode => driver.EnterCodeAsync(device, leavesOpen: false, cancellationToken),
            DemoAct.LeaveOpen => driver.EnterCodeAsync(device, leavesOpen: true, cancellationToken),
            DemoAct.EnterWrongCodes => DemoDriver.EnterWrongCodesAsync(device, cancellationToken),
            DemoAct.OpenFromHere => driver.OpenAsync(device, BesideM, cancellationToken),
            DemoAct.OpenFromAfar => driver.OpenAsync(device, FarM, cancellationToken),
            DemoAct.ShowDriverLink => driver.ShowLinkAsync(device, cancellationToken),
            DemoAct.PressBell or DemoAct.FreezeCamera or DemoAct.ThawCamera => device.Bell is { } bell
                ? DemoHands.DoAtBellAsync(bell.Body, act, cancellationToken)
                : Task.FromResult(new DemoOutcome("There is no doorbell here.")),
            DemoAct.Reset => DemoHands.ResetAsync(device.Body, device.Bell?.Body, cancellationToken),
            _ => DemoHands.DoAsync(device.Body, act, cancellationToken),
        };

    private async Task<DemoOutcome> RequestAsync(DemoDevice device, CancellationToken cancellationToken)
    {
        var answer = await carrier.RequestAsync(device.Spot.Handle, cancellationToken);
        return new DemoOutcome(answer.Value is { } delivery
            ? $"Nordpost asked for a window for parcel {delivery.TrackingNumber}. It waits for your answer."
            : $"Portal refused the request. {answer.Problem}");
    }

    private async Task<bool> IsForAsync(CancellationToken cancellationToken) =>
        stage.Book is { } book && (await accounts.HouseholdsAsync(cancellationToken)).Any(household => household.Id == book.Household);
}
