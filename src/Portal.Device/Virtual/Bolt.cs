namespace Portal.Device.Virtual;

/// <summary>Where a bolt is.</summary>
internal enum Bolt
{
    /// <summary>There is none.</summary>
    None,

    Thrown,

    Drawn,
}
