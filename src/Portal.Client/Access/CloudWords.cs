namespace Portal.Client.Access;

/// <summary>How makers' clouds are called on the screens.</summary>
public static class CloudWords
{
    public static string Name(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => "Seam",
        CloudMaker.Volvo => "Volvo",
    };

    /// <summary>Whose devices it reaches.</summary>
    public static string Reach(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => AccessText.SeamReach,
        CloudMaker.Volvo => "Volvo",
    };

    /// <summary>What its devices open: a lock belongs to a door and a car to a trunk.</summary>
    public static AccessPointKind Opens(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => AccessPointKind.Door,
        CloudMaker.Volvo => AccessPointKind.Trunk,
    };

    /// <summary>What an owner must have read before a delivery is approved that a maker's device will open (S06).</summary>
    public static IReadOnlyList<string> BeforeApproving(CloudMaker maker) => [AccessText.FormatCloudLossTold(Name(maker)), .. AboutUnlocking(maker)];

    /// <summary>An account in which nothing can be opened from afar.</summary>
    public static string NothingThere(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => AccessText.CloudNoLocks,
        CloudMaker.Volvo => AccessText.CloudNoCars,
    };

    /// <summary>What unlocking by the maker's command means beyond what is to be opened.</summary>
    public static IReadOnlyList<string> AboutUnlocking(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => [],
        CloudMaker.Volvo => [AccessText.VolvoWholeCar, AccessText.VolvoPlaceOld, AccessText.VolvoOnlyReady],
    };

    /// <summary>How often it is asked, and what bounds that.</summary>
    public static string Rhythm(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => AccessText.SeamRhythm,
        CloudMaker.Volvo => AccessText.VolvoRhythm,
    };

    /// <summary>Questions to the maker are short.</summary>
    public static string CallsAreShort(CloudMaker maker, int callsLeft, int pollSeconds) =>
        AccessText.FormatCloudCallsShort(Name(maker), callsLeft, pollSeconds);

    /// <summary>Why nothing of now is known, or nothing can be opened, and what helps.</summary>
    public static string Away(CloudMaker maker, CloudAway away) => away switch
    {
        CloudAway.Unreachable => AccessText.FormatCloudUnreachable(Name(maker)),
        CloudAway.Asleep => AccessText.CloudAsleep,
        CloudAway.NoNetwork => AccessText.CloudNoNetwork,
        CloudAway.InUse => AccessText.FormatCloudInUse(Name(maker)),
        CloudAway.Serviced => AccessText.CloudServiced,
        CloudAway.NoCallsLeft => AccessText.FormatCloudNoCallsLeft(Name(maker)),
        CloudAway.SignedOut => AccessText.FormatCloudSignedOut(Name(maker)),
    };

    /// <summary>Why no delivery can be opened through a device that a maker speaks for; null where it can be.</summary>
    public static string? CannotDeliver(DeviceView device) => device.Cloud is not null && !device.Capabilities.Contains("door_contact")
        ? AccessText.CloudCannotDeliver
        : null;
}
