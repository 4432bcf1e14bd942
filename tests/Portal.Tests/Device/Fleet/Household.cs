using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Fleet;

/// <summary>A household of the storm: who watches it, and which access points are its own.</summary>
internal sealed record Household(string Email, AccountId Owner)
{
    public HashSet<string> AccessPoints { get; } = new(StringComparer.Ordinal);
}
