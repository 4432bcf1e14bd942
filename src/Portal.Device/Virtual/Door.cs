namespace Portal.Device.Virtual;

/// <summary>Where a door, lid or trunk is.</summary>
internal enum Door
{
    Closed,

    Open,

    /// <summary>Stopped on the way.</summary>
    Ajar,

    Opening,

    Closing,

    /// <summary>There is none.</summary>
    None,
}
