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

    /// <summary>Undoes every fault and shuts what is open.</summary>
    Reset,
}
