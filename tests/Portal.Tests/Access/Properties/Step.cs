namespace Portal.Tests.Access.Properties;

/// <summary>
/// One thing that happens in a <see cref="Story"/>. A delivery is named by its number in the order of asking; a step that finds nothing
/// to act on does nothing, so that every part of a story is a story.
/// </summary>
internal abstract record Step;

/// <summary>A carrier asks for a window, or a member makes a delivery by hand.</summary>
internal sealed record Ask(int InMinutes, int Minutes, bool ByHand) : Step;

/// <summary>What a member or the carrier says to a delivery.</summary>
internal sealed record Answer(int Delivery, Reply Reply) : Step;

internal enum Reply
{
    Approve,
    ApproveHalf,
    Decline,
    Revoke,
    Withdraw,
    NameDriver,
    Propose,
    Accept,
    Rearm,
    Resolve,
    WaivePlace,
}

/// <summary>A viewer blocks now; an owner lifts it.</summary>
internal sealed record Pause(bool Everything) : Step;

internal sealed record Lift(bool Everything) : Step;

/// <summary>An owner lets this carrier's requests approve themselves, or no longer.</summary>
internal sealed record LetApprove(bool On) : Step;

/// <summary>The member who expects people by hand is removed from the household.</summary>
internal sealed record Leave : Step;

/// <summary>An owner names the depot as the place to go when this one cannot be opened.</summary>
internal sealed record SendToDepot : Step;

/// <summary>An owner takes care of the first alert that is open.</summary>
internal sealed record Acknowledge : Step;

/// <summary>The owner's own unlock.</summary>
internal sealed record OwnUnlock : Step;

/// <summary>What the operator or the household thinks of the carrier from now on.</summary>
internal sealed record Think(Opinion Opinion) : Step;

internal enum Opinion
{
    Verified,
    Suspended,
    Blocked,
    Unblocked,
}

/// <summary>Somebody tries to open.</summary>
/// <param name="By">Which way in.</param>
/// <param name="Delivery">For which delivery.</param>
/// <param name="Proof">What is shown.</param>
/// <param name="Spot">Where the driver says to stand.</param>
/// <param name="LedgerFails">The ledger cannot be written just now.</param>
internal sealed record Attempt(Way By, int Delivery, Proof Proof, Spot Spot, bool LedgerFails = false) : Step;

internal enum Way
{
    Keypad,
    DriverPage,
    OtherDriverPage,
    CarrierApi,
}

internal enum Proof
{
    Right,

    /// <summary>What was right before another driver was named.</summary>
    Outdated,
    Wrong,
}

internal enum Spot
{
    Here,
    Far,
    Vague,
    Nowhere,
}

/// <summary>Somebody guesses at the keypad; patiently: waits until it takes a code again.</summary>
internal sealed record Guess(int Codes, bool Patiently) : Step;

/// <summary>Something happens at the device, which notes it under its next number. Commanded: it names the last command it was given.</summary>
internal sealed record Happen(string Kind, bool Commanded = false) : Step;

/// <summary>The device notes where it is.</summary>
internal sealed record Fix(bool Away, bool Moving) : Step;

/// <summary>The device tells what the portal has not acknowledged.</summary>
internal sealed record Tell(Order Order) : Step;

internal enum Order
{
    InOrder,

    /// <summary>One batch for each event, the newest first.</summary>
    Backwards,
    OldestOnly,
    NewestOnly,

    /// <summary>The acknowledgement is lost: it will be told again.</summary>
    Unacknowledged,

    /// <summary>All that was ever told, once more.</summary>
    Again,
}

/// <summary>A heartbeat that says how it really stands.</summary>
internal sealed record Beat : Step;

/// <summary>The device's line is cut or mended.</summary>
internal sealed record Line(bool Up) : Step;

/// <summary>Time passes. Watched: what falls due is fired, as the watch does each second.</summary>
internal sealed record Wait(int Seconds, bool Watched = true) : Step;

/// <summary>The portal's wall clock is set; no time has passed.</summary>
internal sealed record Jump(int Seconds) : Step;

/// <summary>The portal is killed and started again.</summary>
internal sealed record Restart : Step;
