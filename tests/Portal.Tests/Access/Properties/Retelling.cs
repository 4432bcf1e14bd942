using System.Text;
using Portal.Client.Access;

namespace Portal.Tests.Access.Properties;

/// <summary>
/// What a device lived through after an opening was granted, and another way in which the portal may learn of it. It is told once as it
/// happens, and once otherwise; both must come to the same.
/// </summary>
/// <param name="Place">Which profile.</param>
/// <param name="Events">What happened.</param>
/// <param name="CutAfter">
/// The line is cut after so many events, and the rest is told when it is back: in any order and more than once. Null: the line holds, and
/// each event is told a few seconds late, so that they overtake each other.
/// </param>
/// <param name="Whims">Decide about orders, batches and repeats; one for each event, around again where there are fewer.</param>
internal sealed record Retelling(AccessPointKind Place, IReadOnlyList<Lived> Events, int? CutAfter, IReadOnlyList<int> Whims)
{
    /// <summary>Seconds after the decision, event by event.</summary>
    public IReadOnlyList<int> Seconds => Events.Select((_, i) => Events.Take(i + 1).Sum(lived => lived.After)).ToList();

    public int WhimOf(int number) => Whims.Count == 0 ? 0 : Whims[number % Whims.Count];

    public override string ToString()
    {
        var text = new StringBuilder().Append("at a ").Append(Place).AppendLine(":");
        for (var i = 0; i < Events.Count; i++)
            text.Append("  ").Append(Seconds[i]).Append(" s  ").Append(Events[i].Kind).AppendLine(Events[i].IsCommanded ? ", commanded" : "");
        return text.Append("  ").Append(CutAfter is { } cut ? $"cut after {cut}" : "overtaking").Append("; whims ").AppendJoin(',', Whims).ToString();
    }
}

/// <summary>One event of the device.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="IsCommanded">Because of the command of the opening.</param>
/// <param name="After">Seconds after the event before.</param>
internal sealed record Lived(string Kind, bool IsCommanded, int After);
