using System.Globalization;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using static Portal.Client.Controls.SealState;

namespace Portal.Client.Access;

/// <summary>Entries about a member or a carrier, in words that name them: a standing rule, another role, who was taken out.</summary>
internal static class SubjectWords
{
    public static EntryLine? Of(EntryView entry, string by, EntryData data)
    {
        var member = entry.SubjectName ?? AccessText.MemberWhoLeft;
        var carrier = entry.SubjectName ?? AccessText.ACarrier;
        return entry.Kind switch
        {
            EntryKinds.MemberRoleChanged => new(Noted, AccessText.FormatMemberRoleChanged(member, by), Role(data)),
            EntryKinds.MemberRemoved => new(Denied, AccessText.FormatMemberRemoved(member, by), AccessText.SignedOutEverywhere),
            EntryKinds.MemberLeft => new(Denied, AccessText.FormatMemberLeft(member), AccessText.SignedOutEverywhere),
            EntryKinds.TokenRevoked => new(Denied, AccessText.FormatProgramRevoked(member, by), AccessText.ProgramReadsNothing),
            EntryKinds.CarrierBlocked => new(Denied, AccessText.FormatCarrierBlocked(carrier, by), AccessText.CarrierOpensNothing),
            EntryKinds.CarrierUnblocked => new(Done, AccessText.FormatCarrierUnblocked(carrier, by)),
            EntryKinds.StandingRuleMade => new(Done, AccessText.FormatRuleMade(by), Rule(entry, data, AccessText.RuleAllows)),
            EntryKinds.StandingRuleSwitchedOff => new(Noted, AccessText.FormatRuleSwitchedOff(by), Rule(entry, data, AccessText.RuleApprovedStays)),
            EntryKinds.StandingRuleSwitchedOn => new(Done, AccessText.FormatRuleSwitchedOn(by), Rule(entry, data, AccessText.RuleAllows)),
            _ => null,
        };
    }

    private static string? Role(EntryData data) => data.Word<MemberRole>("role") is { } role
        ? $"{MemberWords.Role(role)}: {MemberWords.May(role)}"
        : null;

    /// <summary>For whom, when, and what follows of it.</summary>
    private static string Rule(EntryView entry, EntryData data, string meaning)
    {
        string?[] parts = [entry.SubjectName, Hours(data), meaning];
        return string.Join(" · ", parts.OfType<string>());
    }

    private static string? Hours(EntryData data) =>
        Enum.TryParse<Weekdays>(data.Text("days"), ignoreCase: true, out var days) && Time(data.Text("from")) is { } from && Time(data.Text("to")) is { } to
            ? RuleWords.Hours(days, from, to, Day(data.Text("lastDay")))
            : null;

    private static TimeOnly? Time(string? text) => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? day : null;
}
