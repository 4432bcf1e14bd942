namespace Portal.Client.Carriers;

/// <summary>What the operator has found out about a carrier; only a verified one gets anything.</summary>
public enum CarrierState
{
    Pending,
    Verified,
    Suspended,
}
