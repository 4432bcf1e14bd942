namespace Portal.Client.Gateway;

/// <summary>How far a link to a maker's account is.</summary>
public enum CloudLinkState
{
    /// <summary>The owner has not said yes on the maker's page yet.</summary>
    Asked,

    Linked,

    /// <summary>Taken back: nothing is asked through it, and the maker is asked to forget it.</summary>
    Ending,
}
