using Portal.Client.Accounts;

namespace Portal.Access;

/// <summary>
/// Whom an urgent alert that nobody took goes on to, and when: owners first in the order of joining, then approvers; viewers never. Each
/// step asks the next person; the last one asks everybody who was not asked yet. Who is alone is asked each time.
/// </summary>
internal static class Escalation
{
    /// <summary>How long after the alert each step comes.</summary>
    public static IReadOnlyList<TimeSpan> Steps { get; } = [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>Whom a step asks; nobody where the household has nobody who may answer.</summary>
    /// <param name="step">From 1 on.</param>
    /// <param name="members">The members of the household, in any order.</param>
    public static IReadOnlyList<AccountId> Asked(int step, IEnumerable<EscalationMember> members)
    {
        var order = members
            .Where(member => member.Role is MemberRole.Owner or MemberRole.Approver)
            .OrderBy(member => member.Role)
            .ThenBy(member => member.JoinedAt)
            .ThenBy(member => member.Account.Value, StringComparer.Ordinal)
            .Select(member => member.Account)
            .ToList();
        if (order.Count == 0)
            return [];
        return step == Steps.Count && order.Count >= step ? order[(step - 1)..] : [order[(step - 1) % order.Count]];
    }
}

/// <summary>A member, as the escalation orders them.</summary>
internal sealed record EscalationMember(AccountId Account, MemberRole Role, DateTimeOffset JoinedAt);
