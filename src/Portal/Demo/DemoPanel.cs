using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Demo;
using Portal.Device;
using Portal.Device.Protocol;

namespace Portal.Demo;

/// <summary>The panel, for members of the demo household: another household, even in Development, sees nothing of it (S28).</summary>
internal sealed class DemoPanel(IAccounts accounts, DemoStage stage, DemoDevices devices, DemoDriver driver, DemoCarrier carrier) : IDemoPanel
{
    private const double BesideM = 20;
    private const double FarM = 640;
    private const double DriveDegrees = 0.018; // 2 km to the north
    private const int LowBattery = 9;
    private const int FullBattery = 100;

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

    private Task<DemoOutcome> DoAsync(DemoDevice device, DemoAct act, CancellationToken cancellationToken)
    {
        var body = device.Body;
        return act switch
        {
            DemoAct.RequestDelivery => RequestAsync(device, cancellationToken),
            DemoAct.EnterCode => driver.EnterCodeAsync(device, leavesOpen: false, cancellationToken),
            DemoAct.LeaveOpen => driver.EnterCodeAsync(device, leavesOpen: true, cancellationToken),
            DemoAct.EnterWrongCodes => DemoDriver.EnterWrongCodesAsync(device, cancellationToken),
            DemoAct.OpenFromHere => driver.OpenAsync(device, BesideM, cancellationToken),
            DemoAct.OpenFromAfar => driver.OpenAsync(device, FarM, cancellationToken),
            DemoAct.ShowDriverLink => driver.ShowLinkAsync(device, cancellationToken),
            DemoAct.OpenByHand => SayAsync(body.OpenLidAsync(cancellationToken), "Somebody opens it."),
            DemoAct.CloseByHand => SayAsync(body.CloseLidAsync(cancellationToken), "Somebody shuts it."),
            DemoAct.UnlockByKey => SayAsync(body.UnlockByKeyAsync(cancellationToken), "Unlocked with the own key; it locks again in 10 s if nobody opens."),
            DemoAct.CutNetwork => SwitchAsync(body.CutNetworkAsync(), "The network is cut."),
            DemoAct.RestoreNetwork => SwitchAsync(body.RestoreNetworkAsync(), "The network is back."),
            DemoAct.Jam => SayAsync(body.JamAsync(isJammed: true, cancellationToken), "Something blocks the bolt."),
            DemoAct.FreeBolt => SayAsync(body.JamAsync(isJammed: false, cancellationToken), "The bolt is free."),
            DemoAct.Tamper => SayAsync(body.TamperAsync(isTampered: true, cancellationToken), "Somebody works on the box."),
            DemoAct.EndTampering => SayAsync(body.TamperAsync(isTampered: false, cancellationToken), "The box is whole again."),
            DemoAct.DriveAway => SayAsync(
                body.MoveAsync(DemoPlaces.Latitude + DriveDegrees, DemoPlaces.Longitude, isMoving: false, cancellationToken), "The car stands 2 km away."),
            DemoAct.BringBack => SayAsync(
                body.MoveAsync(DemoPlaces.Latitude, DemoPlaces.Longitude, isMoving: false, cancellationToken), "The car stands where it stood."),
            DemoAct.DrainBattery => SayAsync(body.SetBatteryAsync(LowBattery, cancellationToken), "The battery is at 9 %."),
            DemoAct.ChargeBattery => SayAsync(body.SetBatteryAsync(FullBattery, cancellationToken), "The battery is full."),
            DemoAct.Reset => ResetAsync(device, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
        };
    }

    private async Task<DemoOutcome> RequestAsync(DemoDevice device, CancellationToken cancellationToken)
    {
        var answer = await carrier.RequestAsync(device.Spot.Handle, cancellationToken);
        return new DemoOutcome(answer.Value is { } delivery
            ? $"Nordpost asked for a window for parcel {delivery.TrackingNumber}. It waits for your answer."
            : $"Portal refused the request. {answer.Problem}");
    }

    // What a device has no part for, it refuses; that is no fault here.
    private static async Task<DemoOutcome> ResetAsync(DemoDevice device, CancellationToken cancellationToken)
    {
        var body = device.Body;
        await body.RestoreNetworkAsync();
        await body.JamAsync(isJammed: false, cancellationToken);
        await body.TamperAsync(isTampered: false, cancellationToken);
        await body.MoveAsync(DemoPlaces.Latitude, DemoPlaces.Longitude, isMoving: false, cancellationToken);
        await body.SetBatteryAsync(FullBattery, cancellationToken);
        if ((await body.ReadStatusAsync(cancellationToken)).Door != DoorWords.Closed)
            await body.CloseLidAsync(cancellationToken);
        return new DemoOutcome("Every fault is ended, and what was open shuts.");
    }

    private static async Task<DemoOutcome> SayAsync(Task<OrderOutcome> doing, string done) =>
        new((await doing).Error is { } error ? $"It did not move: {error}." : done);

    private static async Task<DemoOutcome> SwitchAsync(Task switching, string done)
    {
        await switching;
        return new DemoOutcome(done);
    }

    private async Task<bool> IsForAsync(CancellationToken cancellationToken) =>
        stage.Book is { } book && (await accounts.HouseholdsAsync(cancellationToken)).Any(household => household.Id == book.Household);
}
