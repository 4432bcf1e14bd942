namespace Portal.Client.Access;

/// <summary>The lid or door, one of the two facts of an access point (S01).</summary>
public enum DoorState
{
    /// <summary>Not heard, or heard too long ago to be believed (S02).</summary>
    Unknown,
    Open,
    Closed,
    Opening,
    Closing,

    /// <summary>Neither open nor shut: not latched.</summary>
    Ajar,
}
