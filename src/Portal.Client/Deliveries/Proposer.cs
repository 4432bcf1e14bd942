namespace Portal.Client.Deliveries;

/// <summary>Who proposed the windows: the other one answers.</summary>
public enum Proposer
{
    Carrier,

    /// <summary>A member, with a counter-proposal or by hand.</summary>
    Owner,
}
