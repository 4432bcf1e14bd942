using Portal.Client.Ledger;

namespace Portal.Access;

/// <summary>How exported entries are written down.</summary>
internal interface IActivityForm
{
    string MediaType { get; }

    string Head { get; }

    string Foot { get; }

    string Row(EntryView entry, bool isFirst);
}
