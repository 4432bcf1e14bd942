namespace Portal.Client.Accounts;

/// <summary>What an account of the portal's own people is for. Staff belong to no household.</summary>
public enum StaffRole
{
    /// <summary>Verifies carriers and runs the portal.</summary>
    Operator,

    /// <summary>Answers what happened to a delivery; never unlocks, approves or acts as a member.</summary>
    Support,
}
