using System.Globalization;
using Portal.Client.Access;

namespace Portal.Tests.Access.Properties;

/// <summary>What the stories came to: properties over stories in which nothing happens would hold for nothing.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<DenialReason, int> _denied = [];

    public int Cases { get; set; }

    public int Granted { get; set; }

    public int Completed { get; set; }

    /// <summary>Granted again within the 60 s, as the same opening.</summary>
    public int GrantedAgain { get; set; }

    /// <summary>Approved by a standing rule.</summary>
    public int ByRule { get; set; }

    /// <summary>How often an opening was shown as secured.</summary>
    public int Secured { get; set; }

    public void Denied(DenialReason reason) => _denied[reason] = _denied.GetValueOrDefault(reason) + 1;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cases} cases, {Granted} granted, {GrantedAgain} of them again, {ByRule} approved by a rule, {Completed} completed, {Secured} times secured; denied: {string.Join(", ", _denied.Select(one => $"{one.Key} {one.Value}"))}");
}
