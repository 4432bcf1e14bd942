namespace Portal.Demo;

/// <summary>Somebody of the demo.</summary>
internal sealed record DemoPerson(string Name, string Email);

/// <summary>Who there is in the demo. The addresses are of a domain that can never receive mail.</summary>
internal static class DemoPeople
{
    public const string Household = "Sommer family";
    public const string Carrier = "Nordpost";

    /// <summary>Of the range that is nobody's.</summary>
    public const string CarrierPhone = "+49 30 23125 014";
    public const string Driver = "Ines";
    public const string TimeZone = "Europe/Berlin";

    public static DemoPerson Owner { get; } = new("Mara", "mara@example.com");

    /// <summary>May approve, but not unlock.</summary>
    public static DemoPerson Approver { get; } = new("Jonas", "jonas@example.com");

    /// <summary>May look.</summary>
    public static DemoPerson Viewer { get; } = new("Lena", "lena@example.com");

    public static DemoPerson Support { get; } = new("Samir", "support@example.com");

    public static DemoPerson Operator { get; } = new("Olga", "operator@example.com");

    public static IReadOnlyList<DemoPerson> All { get; } = [Owner, Approver, Viewer, Support, Operator];
}
