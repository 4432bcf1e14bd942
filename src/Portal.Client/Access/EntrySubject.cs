using Portal.Client.Controls;
using Portal.Client.Ledger;

namespace Portal.Client.Access;

/// <summary>
/// What a line of a story is about: on a page of the household it names the access point ('Front door opened'), on the page of one thing it
/// says only what that is ('Door opened').
/// </summary>
/// <param name="Name">The subject of the sentence.</param>
/// <param name="IsNamed">Whether a line that does not say it in its title names it beneath.</param>
public readonly record struct EntrySubject(string Name, bool IsNamed)
{
    /// <summary>On a page that shows entries of many access points.</summary>
    public static EntrySubject Of(EntryView entry) =>
        entry.AccessPointName is { } name ? new EntrySubject(name, IsNamed: true) : new EntrySubject(AccessText.HouseholdSubject, IsNamed: false);

    /// <summary>On the page of one access point or one delivery.</summary>
    public static EntrySubject Within(AccessPointKind kind) => new(AccessPointLook.PartOf(kind), IsNamed: false);
}
