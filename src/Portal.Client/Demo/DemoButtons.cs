using Portal.Client.Access;

namespace Portal.Client.Demo;

/// <summary>What can be tried at each kind of place: only what its device has the parts for.</summary>
internal static class DemoButtons
{
    private static readonly DemoGroup Carrier = new(
        "carrier",
        "The carrier",
        [
            new(DemoAct.RequestDelivery, "Request a delivery", "Nordpost asks for the next two hours, over the carriers' API.", "Needs you: approve it with one tap."),
        ]);

    private static readonly DemoGroup Fault = new(
        "network",
        "The network",
        [
            new(DemoAct.CutNetwork, "Cut the network", "The device hears and says nothing more; its body goes on.", "Unknown once its last word is too old; while it is open, an urgent alert within 15 s."),
            new(DemoAct.RestoreNetwork, "Restore the network", "It connects again and tells what happened meanwhile.", "The true state; what came late is marked late."),
        ]);

    public static IReadOnlyList<DemoGroup> For(DemoPlace place) => place.Kind switch
    {
        AccessPointKind.Trunk => [Carrier, Driver(Box), Hands("the lid", BoxForced), Fault, Bolt("box"), Tampering, Car, Battery],
        AccessPointKind.Door => [Carrier, Driver(Lock), Hands("the door", Ordinary), .. place.HasBell ? [Bell] : Array.Empty<DemoGroup>(), Fault, Bolt("lock"), Battery],
        AccessPointKind.Garage => [Carrier, Driver(), Button, Obstacle, Fault],
        _ => throw new ArgumentOutOfRangeException(nameof(place), place.Kind, "No such kind."),
    };

    /// <summary>What goes wrong less often, for a fold of its own.</summary>
    public static IReadOnlyList<DemoGroup> RareFor(DemoPlace place) => place.Kind switch
    {
        AccessPointKind.Trunk => [Underground, Break, Contact, Deaf, Clock, Copy],
        AccessPointKind.Door => [Break, Contact, Deaf, Clock, Copy, .. place.HasBell ? [Camera] : Array.Empty<DemoGroup>()],
        AccessPointKind.Garage => [Contact, Deaf, Clock, Copy],
        _ => throw new ArgumentOutOfRangeException(nameof(place), place.Kind, "No such kind."),
    };

    public static DemoButton Reset { get; } = new(
        DemoAct.Reset,
        "Put everything back",
        "Ends every fault here and shuts what is open.",
        "Closed and locked, once the device has said so.");

    private static DemoButton[] Box { get; } = Keypad("box", "trunk", "lid");

    private static DemoButton[] Lock { get; } = Keypad("lock", "front door", "door");

    private static DemoGroup Button { get; } = new(
        "hands",
        "Somebody at the wall button",
        [
            new(DemoAct.OpenByHand, "Open it", "The drive takes a few seconds.", "Opening, then open: 'by hand', no alarm."),
            new(DemoAct.CloseByHand, "Close it", "The same way back.", "Closing, then closed."),
        ]);

    private static DemoGroup Obstacle { get; } = new(
        "obstacle",
        "In the way",
        [
            new(DemoAct.BlockDoor, "Leave a bicycle in the way", "A closing door meets it and goes up again.", "'Obstructed'; Portal does not try again by itself."),
            new(DemoAct.FreeDoor, "Take the bicycle away", "The way is free.", "The next closing closes it."),
        ]);

    private static DemoGroup Underground { get; } = new(
        "underground",
        "Underground",
        [
            new(DemoAct.GoUnderground, "Go underground", "A car park with neither network nor satellites.", "Unknown once its last word is too old; only offline codes open."),
            new(DemoAct.ComeUp, "Come back up", "Network and satellites again.", "The true state and place; what came late is marked late."),
        ]);

    private static DemoGroup Break { get; } = new(
        "force",
        "Force",
        [
            new(DemoAct.Force, "Break it open", "Somebody levers it open; the bolt stays thrown.", "An urgent alert, 'forced open'."),
        ]);

    private static DemoGroup Contact { get; } = new(
        "contact",
        "Its contact",
        [
            new(DemoAct.MakeContactLie, "Make its contact lie", "A magnet: it goes on saying what it says now.", "What the device says, until it contradicts itself: an opening without 'opened' completes nothing."),
            new(DemoAct.MakeContactHonest, "Make its contact honest", "It says again how it stands.", "The true state, at once."),
        ]);

    private static DemoGroup Deaf { get; } = new(
        "answers",
        "Its answers",
        [
            new(DemoAct.StopAnswering, "Stop answering", "It beats, but obeys and answers no command and no code.", "'Unknown, may have happened' after a command; never 'failed'."),
            new(DemoAct.AnswerAgain, "Answer again", "It is well.", "Commands are answered."),
        ]);

    private static DemoGroup Clock { get; } = new(
        "clock",
        "Its clock",
        [
            new(DemoAct.SetClockWrong, "Set its clock 5 min ahead", "It gains a second each 20 more, and ignores Portal's.", "A warning; every command has expired when it arrives."),
            new(DemoAct.SetClockRight, "Set its clock right", "It follows Portal's again.", "The warning clears."),
        ]);

    private static DemoGroup Copy { get; } = new(
        "copy",
        "Its key",
        [
            new(DemoAct.CopyKey, "Sign in with a copy of its key", "Somebody who has copied its disk says that all is well.", "'Key used twice' once the device itself speaks again; the newer line stays."),
        ]);

    private static DemoGroup Bell { get; } = new(
        "bell",
        "The doorbell",
        [
            new(DemoAct.PressBell, "Ring the doorbell", "Somebody stands there; the bell takes a picture and leaves it with Portal.", "'Somebody rang' and the picture, on the front door's page and in Activity."),
        ]);

    private static DemoGroup Camera { get; } = new(
        "camera",
        "The bell's camera",
        [
            new(DemoAct.FreezeCamera, "Freeze its picture", "It goes on showing what it sees now.", "The next picture has an old time written in it."),
            new(DemoAct.ThawCamera, "Let it see again", "It shows what is there.", "The next picture is of now."),
        ]);

    private static DemoGroup Tampering { get; } = new(
        "tampering",
        "Tampering",
        [
            new(DemoAct.Tamper, "Work on the box", "Somebody takes a screwdriver to it.", "An urgent alert; no code opens it any more."),
            new(DemoAct.EndTampering, "Stop that", "The box is whole again.", "The alert clears."),
        ]);

    private static DemoGroup Car { get; } = new(
        "car",
        "The car",
        [
            new(DemoAct.DriveAway, "Drive 2 km away", "Jonas takes the car while a window is open.", "'Car moved'; the driver at the old place is told so."),
            new(DemoAct.DriveRound, "Go once round the block", "At 30 km/h; it says every few seconds where it is.", "Moving: nobody may open it. Parked again after a minute."),
            new(DemoAct.BringBack, "Bring it back", "The car stands where it stood.", "The driver may open again."),
        ]);

    private static DemoGroup Battery { get; } = new(
        "battery",
        "The battery",
        [
            new(DemoAct.DrainBattery, "Drain it to 9 %", "The device reports its battery.", "A warning: it still works."),
            new(DemoAct.ChargeBattery, "Charge it", "100 % again.", "The warning clears."),
        ]);

    private static DemoGroup Driver(params DemoButton[] first) => new(
        "driver",
        "The driver",
        [
            .. first,
            new(DemoAct.OpenFromHere, "Open beside it", "The driver stands 20 m away and taps Open; then all goes as it should.", "The four steps in order, then completed."),
            new(DemoAct.OpenFromAfar, "Open 640 m away", "The same tap, from too far off.", "It stays shut; the denial stands in Activity."),
            new(DemoAct.ShowDriverLink, "Show the driver's page", "Nordpost takes the link that its driver gets.", "A page of its own: no account, one button."),
        ]);

    private static DemoButton[] Keypad(string device, string name, string part) =>
    [
        new(DemoAct.EnterCode, $"Enter the code at the {device}", $"The driver types the code, opens the {part}, leaves the parcel and shuts it.", "Unlocked, opened, closed, locked, in this order; then completed."),
        new(DemoAct.LeaveOpen, $"Leave the {name} open", $"The same, but nobody shuts the {part}.", "Open, with a clock; after 2 min an urgent alert."),
        new(DemoAct.EnterWrongCodes, "Type five wrong codes", "Somebody guesses at the keypad.", "A warning; the keypad rests for a minute, you are not locked out."),
    ];

    private const string Ordinary = "Unlocked; it locks again by itself.";
    private const string BoxForced = "'Forced open': the box holds the key, and nobody was let in. Urgent until somebody takes it.";

    private static DemoGroup Hands(string part, string byKey) => new(
        "hands",
        "Somebody at home",
        [
            new(DemoAct.UnlockByKey, "Unlock with the own key", "Nobody asks Portal.", byKey),
            new(DemoAct.OpenByHand, $"Open {part}", "Only if it is unlocked.", "'Opened by hand': one line, no delivery used up."),
            new(DemoAct.CloseByHand, $"Close {part}", "It locks by itself a second later.", "Closed, then locked."),
        ]);

    private static DemoGroup Bolt(string device) => new(
        "bolt",
        "The bolt",
        [
            new(DemoAct.Jam, "Jam it", $"The next time the {device} moves its bolt, it sticks.", "'Jammed' when it does: closed, but not locked."),
            new(DemoAct.FreeBolt, "Free it", $"The {device} locks what should be locked.", "Locked; the alert clears."),
        ]);
}
