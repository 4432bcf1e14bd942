namespace Portal.Client.Demo;

/// <summary>What the panel can do at a place.</summary>
public enum DemoAct
{
    /// <summary>The carrier asks for a window.</summary>
    RequestDelivery,

    /// <summary>The driver types the code, opens, leaves the parcel and shuts.</summary>
    EnterCode,

    /// <summary>The same, but nobody shuts it.</summary>
    LeaveOpen,

    /// <summary>Somebody guesses.</summary>
    EnterWrongCodes,

    /// <summary>The driver asks for the opening from beside the place.</summary>
    OpenFromHere,

    /// <summary>The driver asks for the opening from 640 m away.</summary>
    OpenFromAfar,

    /// <summary>Shows the link that the carrier gives its driver.</summary>
    ShowDriverLink,

    OpenByHand,
    CloseByHand,
    UnlockByKey,
    CutNetwork,
    RestoreNetwork,
    Jam,
    FreeBolt,
    Tamper,
    EndTampering,
    DriveAway,
    BringBack,
    DrainBattery,
    ChargeBattery,

    /// <summary>The car drives round the block.</summary>
    DriveRound,

    /// <summary>No network and no satellites.</summary>
    GoUnderground,
    ComeUp,

    /// <summary>Something stands in the way of the garage door.</summary>
    BlockDoor,
    FreeDoor,

    /// <summary>Somebody breaks it open.</summary>
    Force,

    /// <summary>The contact goes on saying what it says now.</summary>
    MakeContactLie,
    MakeContactHonest,

    /// <summary>The device hears commands and codes, and neither obeys nor answers.</summary>
    StopAnswering,
    AnswerAgain,

    /// <summary>Its clock is wrong and cannot be put right.</summary>
    SetClockWrong,
    SetClockRight,

    /// <summary>Somebody signs in with a copy of the device's key.</summary>
    CopyKey,

    /// <summary>Somebody rings; the bell takes a picture.</summary>
    PressBell,

    /// <summary>The bell's camera goes on showing what it sees now.</summary>
    FreezeCamera,
    ThawCamera,

    /// <summary>Undoes every fault and shuts what is open.</summary>
    Reset,
}
