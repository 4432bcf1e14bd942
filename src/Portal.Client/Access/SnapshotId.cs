namespace Portal.Client.Access;

/// <summary>A picture that a device took.</summary>
public readonly record struct SnapshotId(string Value) : IPortalId<SnapshotId>
{
    public static string Prefix => "snp_";

    public static SnapshotId From(string value) => new(value);

    public override string ToString() => Value;
}
