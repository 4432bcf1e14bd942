using System.Globalization;
using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Client.Ledger;
using static Portal.Client.Controls.SealState;

namespace Portal.Client.Access;

/// <summary>Every kind of entry in words. A kind that is not known is shown as 'other', never hidden: newer devices must not lose events.</summary>
public static class EntryWords
{
    /// <summary>On a page that shows entries of many access points, and outside any page.</summary>
    public static EntryLine Of(EntryView entry) => Of(entry, EntrySubject.Of(entry));

    public static EntryLine Of(EntryView entry, EntrySubject subject)
    {
        var data = new EntryData(entry.Data);
        var line = OfDevice(entry, subject, data)
            ?? OfAccess(entry, subject, data)
            ?? OfflineWords.Of(entry, subject.Name, By(entry), data)
            ?? OfDelivery(entry, data)
            ?? OfHousehold(entry, data)
            ?? new EntryLine(Noted, "Other event", entry.Kind);
        if (entry.ClaimedAt is { } claimed)
            line = line with { Detail = line.Detail is null ? Clock(entry, claimed) : $"{line.Detail} · {Clock(entry, claimed)}" };
        return subject.IsNamed && !line.Title.Contains(subject.Name, StringComparison.Ordinal)
            ? line with { Detail = line.Detail is null ? subject.Name : $"{subject.Name} · {line.Detail}" }
            : line;
    }

    /// <summary>A time that lies too far ahead is a claim; shown is the time of receipt (S20).</summary>
    private static string Clock(EntryView entry, DateTimeOffset claimed) => string.Create(
        CultureInfo.InvariantCulture, $"the device’s clock says {PlaceClock.Write(claimed, entry.TimeZone ?? ZoneNames.Fallback):d MMM yyyy, HH:mm}");

    private static EntryLine? OfDevice(EntryView entry, EntrySubject subject, EntryData data)
    {
        var how = How(data, entry);
        var it = subject.Name;
        return entry.Kind switch
        {
            "locked" => new(Secured, $"{it} locked", how),
            "unlocked" => new(Open, $"{it} unlocked", how),
            "lock_jammed" => new(Urgent, $"{it}: bolt stuck half way", how),
            "door_opened" => new(Open, $"{it} opened", how),
            "door_closed" => new(Secured, $"{it} closed", how),
            "door_ajar" => new(Open, $"{it} stands ajar", how),
            "door_forced_open" => new(Urgent, $"{it} forced open", how),
            "door_opening" => new(Open, $"{it} is opening", how),
            "door_closing" => new(Open, $"{it} is closing", how),
            "door_obstructed" => new(Urgent, $"{it} blocked", "Something is in the way. We do not try again by ourselves"),
            "code_accepted_offline" => new(Open, "Code accepted offline", "The device judged it by itself, without the line"),
            "tamper" => new(Urgent, "Tampering", how),
            "tamper_cleared" => new(Noted, "Tampering ended", how),
            "wrong_code_limit" => new(Needs, "Too many wrong codes", "The keypad rests; you are not locked out"),
            "battery" => new(Noted, Battery(data)),
            "position" => new(Noted, "Position told"),
            "press" => new(Noted, "Somebody rang"),
            "started" => new(Noted, "Device started"),
            "clock_set" => new(Noted, "Device’s clock set"),
            "event_dropped" => new(Noted, "Device dropped an event", data.Text("reason")),
            "buffer_overflow" => new(Unknown, "Device’s memory ran over", "Some of its events are lost"),
            _ => null,
        };
    }

    private static EntryLine? OfAccess(EntryView entry, EntrySubject subject, EntryData data)
    {
        var it = subject.Name;
        var by = By(entry);
        return entry.Kind switch
        {
            EntryKinds.AccessPointAdded => new(Done, $"{it} added{by}"),
            EntryKinds.AccessPointChanged => new(Noted, $"{ChangeWords.Of(data)}{by}"),
            EntryKinds.AccessPointPaused => new(Paused, $"{it} paused{by}", "Nothing opens it until the pause is lifted"),
            EntryKinds.AccessPointPauseLifted => new(Noted, $"Pause lifted{by}"),
            EntryKinds.StandingRuleMade => new(Done, $"Standing rule made{by}", "What it allows is approved by itself"),
            EntryKinds.StandingRuleSwitchedOff => new(Noted, $"Standing rule switched off{by}", "What it has approved stays approved"),
            EntryKinds.StandingRuleSwitchedOn => new(Done, $"Standing rule switched on{by}", "What it allows is approved by itself"),
            EntryKinds.FallbackSet => new(Noted, $"Where to go instead set{by}"),
            EntryKinds.OverlapSet => new(
                Noted, $"{(data.Is("allowed") ? "More than one window at a time allowed" : "One window at a time again")}{by}"),
            EntryKinds.PairingCodeIssued => new(Noted, $"Pairing code made{by}"),
            EntryKinds.DeviceClaimed => new(Noted, "A device asks to be paired", Profile(data)),
            EntryKinds.DeviceClaimedElsewhere => new(Needs, $"The device of {it} was claimed elsewhere", "The same model and serial, with another key"),
            EntryKinds.DevicePaired => new(Done, $"Device paired{by}", Profile(data)),
            EntryKinds.DeviceRefused => new(Denied, $"Device refused{by}", Refused(data)),
            EntryKinds.CloudLinked => new(Done, $"Maker’s account connected{by}", Maker(data)),
            EntryKinds.CloudUnlinked => new(Denied, $"Maker’s account disconnected{by}", Maker(data)),
            EntryKinds.DeviceReleased => new(Denied, $"Device released{by}", "Its key opens nothing here any more"),
            EntryKinds.DeviceQuarantined => new(Needs, "Device shut out", "It sent two different events under one number"),
            EntryKinds.DeviceTrusted => new(Done, $"Device trusted again{by}", "It is heard and obeyed as before"),
            EntryKinds.DeviceLost => new(Denied, $"Device reported lost or stolen{by}", "Its key opens nothing any more, anywhere"),
            EntryKinds.DeviceKeyRotated => new(Noted, "Device has a new key", "The old one opens nothing any more"),
            EntryKinds.DeviceOnline => new(Noted, $"{it} heard again"),
            EntryKinds.StateUnknown => data.Text("reason") == "contradicted"
                ? new(Unknown, $"{it} contradicted itself", "Unknown until its next signed word")
                : new(Unknown, $"{it} went silent", "Unknown from then on"),
            EntryKinds.AccessGranted => new(Done, "Access granted", entry.ActorName),
            EntryKinds.AccessDenied => new(Denied, $"{it} stayed shut", Why(data) ?? entry.ActorName),
            EntryKinds.CodeChanged => new(Needs, "Code changed after ten wrong ones", "The old code opens nothing; link and page go on"),
            EntryKinds.PlaceWaived => new(Done, $"Place waived{by}", "It opens wherever the driver’s phone is"),
            EntryKinds.UnlockAsked => Why(data) is { } why
                ? new(Denied, $"{it} stayed shut", why)
                : new(Done, $"Unlock asked{by}"),
            EntryKinds.LockAsked => new(Noted, $"Lock asked{by}"),
            EntryKinds.CommandAnswered => new(Noted, Answer(data), data.Text("error")),
            EntryKinds.CommandAsked => new(Noted, $"{(data.Text("name") == "locate" ? "Asked where it is" : "Picture asked for")}{by}"),
            EntryKinds.CommandUnanswered => new(Unknown, $"No answer to ‘{data.Text("name")}’", "It may have happened. What counts is what the device says next"),
            // Pictures come over HTTP; only their hash is in the record, and no device has signed it.
            EntryKinds.SnapshotTaken => new(Noted, "Picture taken", entry.ActorName is { } camera ? $"By {camera}" : null),
            EntryKinds.OpenedByHand => new(Open, $"{it} opened by hand", data.Text("source") is "key" ? "With a key" : null),
            EntryKinds.WhileOffline => new(Noted, $"While {it} was offline", Digest(data)),
            EntryKinds.AlertEscalated => new(AlertSeal(data), $"Nobody took it yet: {Alert(data)}", "The next person was asked"),
            EntryKinds.AlertOpened => new(AlertSeal(data), Alert(data)),
            EntryKinds.AlertAcknowledged => new(Noted, $"{entry.ActorName ?? "Somebody"} is taking care of it", Alert(data)),
            EntryKinds.AlertCleared => new(Done, $"No longer: {Alert(data)}"),
            _ => null,
        };
    }

    private static EntryLine? OfDelivery(EntryView entry, EntryData data)
    {
        var by = By(entry);
        return entry.Kind switch
        {
            EntryKinds.DeliveryRequested => new(Noted, $"Requested{by}"),
            EntryKinds.DeliveryCountered => new(Noted, $"Another time proposed{by}", "The carrier accepts it or withdraws"),
            EntryKinds.ReadinessFailed => new(Needs, $"Not ready for a delivery", Faults(data)),
            EntryKinds.ReadinessPassed => new(Done, $"Ready for a delivery"),
            EntryKinds.ReadinessAccepted => new(Noted, $"{entry.ActorName ?? "Somebody"} goes ahead", Faults(data)),
            EntryKinds.DeliveryApproved => new(Done, Approved(entry, data), "One opening"),
            EntryKinds.DeliveryDeclined => new(Denied, $"Declined{by}"),
            EntryKinds.DeliveryWithdrawn => new(Noted, $"Withdrawn{by}"),
            EntryKinds.DeliveryLapsed => new(Noted, "Lapsed", "Nobody answered before the last window ended"),
            EntryKinds.DeliveryRevoked => new(Denied, $"Revoked{by}"),
            EntryKinds.DeliveryRevokeAsked => new(Denied, $"Revoke asked{by}", "Nothing can be opened with it any more; the opening is watched to its end"),
            EntryKinds.DeliveryStarted => new(Open, "Delivery in progress"),
            EntryKinds.DeliveryCompleted => new(
                Secured, "Delivered", data.Is("late") || entry.Late ? "Closed and locked, told late" : "Closed and locked"),
            EntryKinds.DeliveryMissed => new(Noted, "Missed", Missed(data.Text("reason"))),
            EntryKinds.DeliveryIncident => entry.Actor.Kind is not ActorKind.Account
                ? new(Needs, "Incident", "A person has to look at it")
                : new(Needs, $"Incident reported{by}", data.Text("reason")),
            EntryKinds.DeliveryResolved => new(Done, $"Resolved{by}", data.Text("reason")),
            EntryKinds.DeliveryRearmed => new(Done, $"Armed again{by}", "One opening, with a new code and link"),
            EntryKinds.DeliveryWindowInDoubt => new(Needs, "Clock rules have changed", "What was agreed reads as another time now. An owner says which is meant"),
            EntryKinds.DeliveryWindowKept => new(Done, $"Window kept{by}", "The same moment, though the clock there reads otherwise"),
            EntryKinds.DeliveryWindowMoved => new(Done, $"Window moved{by}", "To the time that was agreed, by the new clock rules"),
            EntryKinds.DeliveryDiverted => new(Denied, "Sent elsewhere", "It could not be opened, and the driver was told where to go"),
            EntryKinds.DriverAssigned => new(Noted, $"Driver assigned{by}"),
            EntryKinds.DriverDone => new(Noted, "The driver says done", "What counts is the device’s word"),
            EntryKinds.AccessDisclosed => new(Noted, $"Code and link shown{by}"),
            EntryKinds.AccessRenewed => new(Noted, "Code and link made anew", "Whoever had seen the old ones left"),
            EntryKinds.PositionDisclosed => new(Noted, $"Exact place given out{by}"),
            EntryKinds.DriverSessionStarted => new(Noted, "Driver page opened"),
            EntryKinds.DriverSessionEnded => new(Noted, "Driver page closed", "The link was opened somewhere else"),
            _ => null,
        };
    }

    private static EntryLine? OfHousehold(EntryView entry, EntryData data)
    {
        var by = By(entry);
        return entry.Kind switch
        {
            EntryKinds.HouseholdCreated => new(Done, "Household made"),
            EntryKinds.MemberJoined => new(Noted, $"{entry.ActorName ?? "Somebody"} joined the household"),
            EntryKinds.MemberRoleChanged => new(Noted, $"A member got another role{by}", data.Word<MemberRole>("role") is { } role ? MemberWords.May(role) : null),
            EntryKinds.MemberRemoved => new(Denied, $"A member was removed{by}", "Signed out everywhere"),
            EntryKinds.MemberLeft => new(Denied, $"A member left{by}", "Signed out everywhere"),
            EntryKinds.MemberInvited => new(
                Noted, $"Somebody was invited{by}", data.Word<MemberRole>("role") is { } invited ? $"As {MemberWords.Article(invited)}" : null),
            EntryKinds.InvitationRevoked => new(Denied, $"An invitation was taken back{by}"),
            EntryKinds.AccountRegistered => new(Noted, "Account made"),
            EntryKinds.AccountDeleted => new(Noted, "Account deleted"),
            EntryKinds.SecurityChanged => new(Noted, $"Signing in changed{by}"),
            EntryKinds.HouseholdPaused => new(Paused, $"Everything paused{by}", "Nothing opens until the pause is lifted"),
            EntryKinds.HouseholdPauseLifted => new(Noted, $"Pause of everything lifted{by}"),
            EntryKinds.ActivityExported => new(Noted, $"Activity exported{by}", data.Text("format") == "json" ? "For programs (JSON)" : "As a table (CSV)"),
            EntryKinds.AccessReviewed => new(Done, $"Access reviewed{by}", "Who and what can open which access point"),
            EntryKinds.CarrierBlocked => new(Denied, $"Carrier blocked{by}", "It opens nothing here until an owner wants it again"),
            EntryKinds.CarrierUnblocked => new(Done, $"Carrier no longer blocked{by}"),
            EntryKinds.CalendarFeedMade => new(Noted, $"Calendar address made{by}", "It tells when deliveries are approved, and nothing else"),
            EntryKinds.CalendarFeedRemoved => new(Noted, $"Calendar address removed{by}"),
            EntryKinds.CarrierRegistered => new(Noted, "Carrier registered"),
            EntryKinds.CarrierVerified => new(Done, "Carrier verified"),
            EntryKinds.CarrierSuspended => new(Denied, "Carrier suspended"),
            EntryKinds.CarrierPhoneSet => new(Noted, "Carrier’s telephone number set"),
            EntryKinds.CarrierKeyIssued => new(Noted, "Carrier’s key issued"),
            EntryKinds.CarrierKeyRevoked => new(Noted, "Carrier’s key revoked"),
            EntryKinds.SupportLooked => new(
                Staff, "Support looked", data.Text("case") is { } number ? $"Case {number}: {data.Text("reason")}" : null),
            EntryKinds.EntriesErased => new(Noted, "Removed for privacy", "Its proof remains"),
            EntryKinds.PortalStarted => new(Noted, "Portal started"),
            EntryKinds.ClockUnsure => new(Unknown, "Portal’s clock jumped", "Nothing opens until it has run evenly for a minute"),
            EntryKinds.ClockSure => new(Done, "Portal’s clock runs evenly again"),
            _ => null,
        };
    }

    private static string Approved(EntryView entry, EntryData data) => (entry.Actor.Kind, data.Text("rule")) switch
    {
        (_, not null) => "Approved by your rule",
        (ActorKind.Carrier, _) => $"Your time accepted{By(entry)}",
        _ => $"Approved{By(entry)}",
    };

    private static string By(EntryView entry) => entry.ActorName is { } name ? $" by {name}" : "";

    /// <summary>How it came about; inside a delivery's opening a lid is moved by hand anyway.</summary>
    private static string? How(EntryData data, EntryView entry) => data.Text("source") switch
    {
        _ when data.Text("cloud") is not null => "Said by the maker’s cloud, not signed by the device",
        "manual" when entry.DeliveryId is not null => SaidBy(entry),
        "keypad" => "With a code at the keypad",
        "remote" => "By command",
        "manual" => "By hand",
        "auto" => "By itself",
        "key" => "With a key",
        _ => SaidBy(entry),
    };

    private static string? SaidBy(EntryView entry) => entry.ActorName is { } device ? $"Said and signed by {device}" : null;

    private static string? Why(EntryData data) => data.Word<DenialReason>("reason") is { } reason ? DenialWords.Of(reason) : null;

    private static string Battery(EntryData data) =>
        data.Number("percent") is { } percent ? string.Create(CultureInfo.InvariantCulture, $"Battery {percent:0} %") : "Battery told";

    private static string? Maker(EntryData data) => data.Word<CloudMaker>("maker") is { } maker ? CloudWords.Name(maker) : null;

    private static string? Profile(EntryData data) => data.Text("profile") is { } profile ? AccessPointWords.Profile(profile) : null;

    private static string? Refused(EntryData data) =>
        data.Text("reason") == "unanswered" ? "Nobody compared the numbers within 10 minutes" : null;

    private static string? Faults(EntryData data)
    {
        var faults = data.Texts("faults")
            .Select(word => Words.TryParse<ReadinessFault>(word, out var fault) ? ReadinessWords.Word(fault) : null)
            .OfType<string>()
            .ToList();
        return faults.Count == 0 ? null : char.ToUpperInvariant(faults[0][0]) + string.Join(", ", faults)[1..];
    }

    private static string Digest(EntryData data)
    {
        var told = new[] { ("opened", "opened"), ("forced", "forced open"), ("tampered", "tampered with"), ("jammed", "bolt stuck") }
            .Where(one => data.Number(one.Item1) > 0)
            .Select(one => $"{one.Item2} {Times(data.Number(one.Item1))}")
            .ToList();
        return told.Count == 0 ? "Nothing was opened" : char.ToUpperInvariant(told[0][0]) + string.Join(", ", told)[1..];
    }

    private static string Times(double? count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count:0} times"),
    };

    private static string Alert(EntryData data) => data.Word<AlertKind>("kind") is { } kind ? AlertWords.Word(kind) : "Alert";

    private static SealState AlertSeal(EntryData data) => data.Word<AlertKind>("kind") switch
    {
        AlertKind.LeftOpen or AlertKind.ForcedOpen or AlertKind.Tamper or AlertKind.DeviceSilent or AlertKind.GrantReplayed => Urgent,
        _ => Needs,
    };

    private static string Answer(EntryData data) => data.Text("status") switch
    {
        "done" when data.Text("cloud") is not null => "The maker’s cloud says that it was done",
        "done" => "The device did it",
        "failed" => "The device could not do it",
        "expired" => "The command came too late; the device did nothing",
        _ => "The device answered",
    };

    private static string? Missed(string? reason) => reason switch
    {
        "never_opened" => "It was unlocked, but nothing was opened",
        null or "window_over" => "The window went by unused",
        _ => null,
    };
}
