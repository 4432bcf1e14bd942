namespace Portal.Client.Notifications;

/// <summary>What became of turning a browser on.</summary>
public enum AddBrowserOutcome
{
    Added,

    /// <summary>Its push service is none that the portal may reach, or it gave no proper keys.</summary>
    NotUsable,

    /// <summary>Nobody is signed in any more.</summary>
    SignedOut,
}

/// <summary>What became of a test; never more than is known.</summary>
public enum TestOutcome
{
    NotFound,

    /// <summary>The browser itself said that it showed it.</summary>
    Shown,

    /// <summary>Handed over; whether it arrived is not known.</summary>
    Taken,

    /// <summary>Not handed over yet.</summary>
    Waiting,

    /// <summary>Refused, or nobody could be reached.</summary>
    Failed,

    /// <summary>Tried too often: it rests for some minutes.</summary>
    Resting,
}
