using Portal.Client.Demo;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;

namespace Portal.Demo;

/// <summary>What somebody does to a device of the demo, or what befalls it.</summary>
internal static class DemoHands
{
    private const double DriveDegrees = 0.018; // 2 km to the north
    private const double BlockDegrees = 0.001; // 110 m
    private const double TownKilometresPerHour = 30;
    private const double WrongClockPpm = 50_000;
    private const int LowBattery = 9;
    private const int FullBattery = 100;

    private static readonly TimeSpan WrongClock = TimeSpan.FromMinutes(5);

    private static readonly GeoPoint[] RoundTheBlock =
    [
        new(DemoPlaces.Latitude + BlockDegrees, DemoPlaces.Longitude),
        new(DemoPlaces.Latitude + BlockDegrees, DemoPlaces.Longitude + BlockDegrees),
        new(DemoPlaces.Latitude, DemoPlaces.Longitude + BlockDegrees),
        new(DemoPlaces.Latitude, DemoPlaces.Longitude),
    ];

    public static Task<DemoOutcome> DoAsync(VirtualDevice body, DemoAct act, CancellationToken stop) => act switch
    {
        DemoAct.OpenByHand => SayAsync(body.OpenLidAsync(stop), "Somebody opens it."),
        DemoAct.CloseByHand => SayAsync(body.CloseLidAsync(stop), "Somebody shuts it."),
        DemoAct.UnlockByKey => SayAsync(body.UnlockByKeyAsync(stop), "Unlocked with the own key; it locks again in 10 s if nobody opens."),
        DemoAct.Force => SayAsync(body.ForceAsync(stop), "It was broken open."),
        DemoAct.CutNetwork => SwitchAsync(body.CutNetworkAsync(), "The network is cut."),
        DemoAct.RestoreNetwork => SwitchAsync(body.RestoreNetworkAsync(), "The network is back."),
        DemoAct.GoUnderground => SayAsync(body.GoUndergroundAsync(isUnderground: true, stop), "Neither network nor satellites down here."),
        DemoAct.ComeUp => SayAsync(body.GoUndergroundAsync(isUnderground: false, stop), "Back in the daylight."),
        DemoAct.Jam => SayAsync(body.JamAsync(isJammed: true, stop), "Something blocks the bolt."),
        DemoAct.FreeBolt => SayAsync(body.JamAsync(isJammed: false, stop), "The bolt is free."),
        DemoAct.BlockDoor => SayAsync(body.BlockAsync(isBlocked: true, stop), "A bicycle stands under the door."),
        DemoAct.FreeDoor => SayAsync(body.BlockAsync(isBlocked: false, stop), "The way is free."),
        DemoAct.Tamper => SayAsync(body.TamperAsync(isTampered: true, stop), "Somebody works on the box."),
        DemoAct.EndTampering => SayAsync(body.TamperAsync(isTampered: false, stop), "The box is whole again."),
        DemoAct.MakeContactLie => SayAsync(body.LieAsync(isLying: true, stop), "The contact goes on saying what it says now."),
        DemoAct.MakeContactHonest => SayAsync(body.LieAsync(isLying: false, stop), "The contact says how it stands."),
        DemoAct.StopAnswering => SayAsync(body.DieAsync(isDead: true, stop), "It beats, and answers nothing else."),
        DemoAct.AnswerAgain => SayAsync(body.DieAsync(isDead: false, stop), "It answers again."),
        DemoAct.SetClockWrong => SayAsync(body.SetClockWrongAsync(WrongClock, WrongClockPpm, stop), "Its clock is 5 min ahead, and runs too fast."),
        DemoAct.SetClockRight => SayAsync(body.SetClockWrongAsync(offset: null, ppm: 0, stop), "Its clock follows Portal's."),
        DemoAct.CopyKey => SayAsync(body.BeCopiedAsync(stop), "A copy signed in and said that all is well."),
        DemoAct.DriveAway => SayAsync(
            body.MoveAsync(DemoPlaces.Latitude + DriveDegrees, DemoPlaces.Longitude, isMoving: false, stop), "The car stands 2 km away."),
        DemoAct.DriveRound => SayAsync(body.DriveAsync(RoundTheBlock, TownKilometresPerHour, stop), "The car drives round the block."),
        DemoAct.BringBack => SayAsync(
            body.MoveAsync(DemoPlaces.Latitude, DemoPlaces.Longitude, isMoving: false, stop), "The car stands where it stood."),
        DemoAct.DrainBattery => SayAsync(body.SetBatteryAsync(LowBattery, stop), "The battery is at 9 %."),
        DemoAct.ChargeBattery => SayAsync(body.SetBatteryAsync(FullBattery, stop), "The battery is full."),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    /// <summary>The same at the doorbell.</summary>
    public static Task<DemoOutcome> DoAtBellAsync(VirtualDevice bell, DemoAct act, CancellationToken stop) => act switch
    {
        DemoAct.PressBell => SayAsync(bell.PressAsync(stop), "Somebody rang, and the bell took a picture."),
        DemoAct.FreezeCamera => SayAsync(bell.FreezeCameraAsync(isFrozen: true, stop), "Its camera goes on showing what it sees now."),
        DemoAct.ThawCamera => SayAsync(bell.FreezeCameraAsync(isFrozen: false, stop), "Its camera sees again."),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    /// <summary>Ends every fault. What a device has no part for, it refuses; that is no fault here.</summary>
    public static async Task<DemoOutcome> ResetAsync(VirtualDevice body, VirtualDevice? bell, CancellationToken stop)
    {
        if (bell is not null)
            await bell.FreezeCameraAsync(isFrozen: false, stop);
        await body.RestoreNetworkAsync();
        await body.GoUndergroundAsync(isUnderground: false, stop);
        await body.DieAsync(isDead: false, stop);
        await body.SetClockWrongAsync(offset: null, ppm: 0, stop);
        await body.LieAsync(isLying: false, stop);
        await body.BlockAsync(isBlocked: false, stop);
        await body.JamAsync(isJammed: false, stop);
        await body.TamperAsync(isTampered: false, stop);
        await body.MoveAsync(DemoPlaces.Latitude, DemoPlaces.Longitude, isMoving: false, stop);
        await body.SetBatteryAsync(FullBattery, stop);
        if (body.TrueDoor != DoorWords.Closed)
            await body.CloseLidAsync(stop);
        return new DemoOutcome("Every fault is ended, and what was open shuts.");
    }

    private static async Task<DemoOutcome> SayAsync(Task<OrderOutcome> doing, string done) =>
        new((await doing).Error is { } error ? $"It did not move: {error}." : done);

    private static async Task<DemoOutcome> SwitchAsync(Task switching, string done)
    {
        await switching;
        return new DemoOutcome(done);
    }
}
