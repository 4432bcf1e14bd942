namespace Portal.Client.Accounts;

/// <summary>Deletes the signed-in person's account, for real.</summary>
public interface IAccountDeletion
{
    /// <summary>What ends with it; null for nobody.</summary>
    Task<DeletionView?> FindAsync(CancellationToken cancellationToken);

    /// <param name="name">The person's own name, typed: whoever signed in recently.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    Task<DeletionOutcome> DeleteAsync(string name, CancellationToken cancellationToken);
}

/// <summary>What ends with an account.</summary>
/// <param name="Name">What its person has to type.</param>
/// <param name="IsStaff">An operator takes staff accounts back.</param>
/// <param name="Households">What becomes of each.</param>
public sealed record DeletionView(string Name, bool IsStaff, IReadOnlyList<LeftHousehold> Households)
{
    public bool MayBeDeleted => !IsStaff && Households.All(one => one.Fate is HouseholdFate.Left or HouseholdFate.Ends);
}

/// <param name="Name">As its members call it.</param>
/// <param name="Fate">What becomes of it.</param>
public sealed record LeftHousehold(string Name, HouseholdFate Fate);

/// <summary>What becomes of a household when one of its members deletes their account.</summary>
public enum HouseholdFate
{
    /// <summary>It goes on with the others.</summary>
    Left,

    /// <summary>Nobody is left in it: it ends, and what it kept is erased.</summary>
    Ends,

    /// <summary>Others would be left without an owner: one of them has to become one first.</summary>
    NeedsOwner,

    /// <summary>Nobody would be left in it, and a device, a maker's account or a delivery is: let go of it first.</summary>
    NotYet,
}

/// <summary>What became of asking for it.</summary>
public enum DeletionOutcome
{
    Done,

    /// <summary>Confirm first that it is you (S25).</summary>
    SignInAgain,

    /// <summary>What was typed is not the name.</summary>
    NameDiffers,

    /// <summary>Something has to be done before; the page says what.</summary>
    NotYet,

    /// <summary>The account was recovered less than a day ago (S24).</summary>
    Held,
}
