using System.Text;
using Portal.Client.Access;

namespace Portal.Tests.Access.Properties;

/// <summary>One case of the properties: an opening and what happens there, in order.</summary>
internal sealed record Story(AccessPointKind Place, IReadOnlyList<Step> Steps)
{
    public override string ToString()
    {
        var text = new StringBuilder().Append("at a ").Append(Place).AppendLine(":");
        for (var i = 0; i < Steps.Count; i++)
            text.Append("  ").Append(i).Append("  ").Append(Steps[i]).AppendLine();
        return text.ToString();
    }
}
