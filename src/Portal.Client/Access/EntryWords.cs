using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
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
            ?? SubjectWords.Of(entry, by: By(entry), data)
            ?? OfHousehold(entry, data)
            ?? new EntryLine(Noted, AccessText.OtherEvent, entry.Kind);
        if (entry.ClaimedAt is { } claimed)
            line = line with { Detail = line.Detail is null ? Clock(entry, claimed) : $"{line.Detail} · {Clock(entry, claimed)}" };
        return subject.IsNamed && !line.Title.Contains(subject.Name, StringComparison.Ordinal)
            ? line with { Detail = line.Detail is null ? subject.Name : $"{subject.Name} · {line.Detail}" }
            : line;
    }

    /// <summary>A time that lies too far ahead is a claim; shown is the time of receipt (S20).</summary>
    private static string Clock(EntryView entry, DateTimeOffset claimed) => AccessText.FormatClockSays(
        PlaceClock.Write(claimed, entry.TimeZone ?? ZoneNames.Fallback).ToString(AccessText.ClockPattern, Languages.Spoken));

    private static EntryLine? OfDevice(EntryView entry, EntrySubject subject, EntryData data)
    {
        var how = How(data, entry);
        var it = subject.Name;
        return entry.Kind switch
        {
            "locked" => new(Secured, AccessText.FormatItLocked(it), how),
            "unlocked" => new(Open, AccessText.FormatItUnlocked(it), how),
            "lock_jammed" => new(Urgent, AccessText.FormatItJammed(it), how),
            "door_opened" => new(Open, AccessText.FormatItOpened(it), how),
            "door_closed" => new(Secured, AccessText.FormatItClosed(it), how),
            "door_ajar" => new(Open, AccessText.FormatItAjar(it), how),
            "door_forced_open" => new(Urgent, AccessText.FormatItForcedOpen(it), how),
            "door_opening" => new(Open, AccessText.FormatItOpening(it), how),
            "door_closing" => new(Open, AccessText.FormatItClosing(it), how),
            "door_obstructed" => new(Urgent, AccessText.FormatItBlocked(it), AccessText.SomethingInTheWay),
            "code_accepted_offline" => new(Open, AccessText.CodeAcceptedOffline, AccessText.JudgedByItself),
            "tamper" => new(Urgent, AccessText.Tampering, how),
            "tamper_cleared" => new(Noted, AccessText.TamperingEnded, how),
            "wrong_code_limit" => new(Needs, AccessText.TooManyWrongCodes, AccessText.KeypadRests),
            "battery" => new(Noted, Battery(data)),
            "position" => new(Noted, AccessText.PositionTold),
            "press" => new(Noted, AccessText.SomebodyRang),
            "started" => new(Noted, AccessText.DeviceStarted),
            "clock_set" => new(Noted, AccessText.DeviceClockSet),
            "event_dropped" => new(Noted, AccessText.EventDropped, data.Text("reason")),
            "buffer_overflow" => new(Unknown, AccessText.BufferOverflow, AccessText.EventsLost),
            _ => null,
        };
    }

    private static EntryLine? OfAccess(EntryView entry, EntrySubject subject, EntryData data)
    {
        var it = subject.Name;
        var by = By(entry);
        return entry.Kind switch
        {
            EntryKinds.AccessPointAdded => new(Done, AccessText.FormatItAdded(it, by)),
            EntryKinds.AccessPointChanged => new(Noted, ChangeWords.Of(data, by)),
            EntryKinds.AccessPointRemoved => new(Denied, AccessText.FormatItRemoved(it, by), AccessText.ItOpensForNobody),
            EntryKinds.AccessPointPaused => new(Paused, AccessText.FormatItPaused(it, by), AccessText.NothingOpensIt),
            EntryKinds.AccessPointPauseLifted => new(Noted, AccessText.FormatPauseLifted(by)),
            EntryKinds.FallbackSet => new(Noted, AccessText.FormatFallbackSet(by)),
            EntryKinds.OverlapSet => new(
                Noted, data.Is("allowed") ? AccessText.FormatOverlapAllowed(by) : AccessText.FormatOverlapEnded(by)),
            EntryKinds.PairingCodeIssued => new(Noted, AccessText.FormatPairingCodeMade(by)),
            EntryKinds.DeviceClaimed => new(Noted, AccessText.DeviceClaimed, Profile(data)),
            EntryKinds.DeviceClaimedElsewhere => new(Needs, AccessText.FormatDeviceClaimedElsewhere(it), AccessText.SameSerialOtherKey),
            EntryKinds.DevicePaired => new(Done, AccessText.FormatDevicePaired(by), Profile(data)),
            EntryKinds.DeviceRefused => new(Denied, AccessText.FormatDeviceRefused(by), Refused(data)),
            EntryKinds.CloudLinked => new(Done, AccessText.FormatAccountConnected(by), Maker(data)),
            EntryKinds.CloudUnlinked => new(Denied, AccessText.FormatAccountDisconnected(by), Maker(data)),
            EntryKinds.DeviceReleased => new(Denied, AccessText.FormatDeviceReleased(by), AccessText.KeyOpensNothingHere),
            EntryKinds.DeviceQuarantined => new(Needs, AccessText.DeviceShutOut, AccessText.TwoEventsOneNumber),
            EntryKinds.DeviceTrusted => new(Done, AccessText.FormatDeviceTrusted(by), AccessText.HeardAndObeyed),
            EntryKinds.DeviceLost => new(Denied, AccessText.FormatDeviceLost(by), AccessText.KeyOpensNothingAnywhere),
            EntryKinds.DeviceKeyRotated => new(Noted, AccessText.DeviceKeyNew, AccessText.OldKeyOpensNothing),
            EntryKinds.DeviceOnline => new(Noted, AccessText.FormatItHeardAgain(it)),
            EntryKinds.StateUnknown => data.Text("reason") == "contradicted"
                ? new(Unknown, AccessText.FormatItContradicted(it), AccessText.UnknownUntilSigned)
                : new(Unknown, AccessText.FormatItWentSilent(it), AccessText.UnknownFromThen),
            EntryKinds.AccessGranted => new(Done, AccessText.AccessGranted, entry.ActorName),
            EntryKinds.AccessDenied => new(Denied, AccessText.FormatItStayedShut(it), Why(data) ?? entry.ActorName),
            EntryKinds.CodeChanged => new(Needs, AccessText.CodeChanged, AccessText.OldCodeOpensNothing),
            EntryKinds.PlaceWaived => new(Done, AccessText.FormatPlaceWaived(by), AccessText.OpensWhereverThePhoneIs),
            EntryKinds.UnlockAsked => Why(data) is { } why
                ? new(Denied, AccessText.FormatItStayedShut(it), why)
                : new(Done, AccessText.FormatUnlockAsked(by)),
            EntryKinds.LockAsked => new(Noted, AccessText.FormatLockAsked(by)),
            EntryKinds.CommandAnswered => new(Noted, Answer(data), data.Text("error")),
            EntryKinds.CommandAsked => new(Noted, data.Text("name") == "locate" ? AccessText.FormatLocateAsked(by) : AccessText.FormatPictureAsked(by)),
            EntryKinds.CommandUnanswered => new(Unknown, AccessText.FormatNoAnswerTo(data.Text("name")), AccessText.MayHaveHappened),
            // Pictures come over HTTP; only their hash is in the record, and no device has signed it.
            EntryKinds.SnapshotTaken => new(Noted, AccessText.PictureTaken, entry.ActorName is { } camera ? AccessText.FormatPictureFrom(camera) : null),
            EntryKinds.OpenedByHand => new(Open, AccessText.FormatItOpenedByHand(it), data.Text("source") is "key" ? AccessText.WithAKey : null),
            EntryKinds.WhileOffline => new(Noted, AccessText.FormatWhileItWasOffline(it), DigestWords.Of(data)),
            EntryKinds.AlertEscalated => new(AlertSeal(data), AccessText.FormatNobodyTookItYet(Alert(data)), AccessText.NextWasAsked),
            EntryKinds.AlertOpened => new(AlertSeal(data), Alert(data)),
            EntryKinds.AlertAcknowledged => new(Noted, AccessText.FormatTakesCareOfIt(Somebody(entry)), Alert(data)),
            EntryKinds.AlertCleared => new(Done, AccessText.FormatNoLonger(Alert(data))),
            _ => null,
        };
    }

    private static EntryLine? OfDelivery(EntryView entry, EntryData data)
    {
        var by = By(entry);
        return entry.Kind switch
        {
            EntryKinds.DeliveryRequested => new(Noted, AccessText.FormatRequested(by)),
            EntryKinds.DeliveryCountered => new(Noted, AccessText.FormatAnotherTimeProposed(by), AccessText.CarrierAcceptsOrWithdraws),
            EntryKinds.ReadinessFailed => new(Needs, AccessText.NotReadyForDelivery, Faults(data)),
            EntryKinds.ReadinessPassed => new(Done, AccessText.ReadyForDelivery),
            EntryKinds.ReadinessAccepted => new(Noted, AccessText.FormatGoesAhead(Somebody(entry)), Faults(data)),
            EntryKinds.DeliveryApproved => new(Done, Approved(entry, data), AccessText.OneOpening),
            EntryKinds.DeliveryDeclined => new(Denied, AccessText.FormatDeclined(by), DeclineReasons.Of(data.Text("reason"))),
            EntryKinds.DeliveryWithdrawn => new(Noted, AccessText.FormatWithdrawn(by)),
            EntryKinds.DeliveryLapsed => new(Noted, AccessText.Lapsed, AccessText.NobodyAnsweredInTime),
            EntryKinds.DeliveryRevoked => new(Denied, AccessText.FormatRevoked(by)),
            EntryKinds.DeliveryRevokeAsked => new(Denied, AccessText.FormatRevokeAsked(by), AccessText.OpeningIsWatched),
            EntryKinds.DeliveryStarted => new(Open, AccessText.DeliveryInProgress),
            EntryKinds.DeliveryCompleted => new(
                Secured, AccessText.Delivered, data.Is("late") || entry.Late ? AccessText.ClosedAndLockedLate : AccessText.ClosedAndLocked),
            EntryKinds.DeliveryMissed => new(Noted, AccessText.Missed, Missed(data.Text("reason"))),
            EntryKinds.DeliveryIncident => entry.Actor.Kind is not ActorKind.Account
                ? new(Needs, AccessText.Incident, AccessText.SomebodyHasToLook)
                : new(Needs, AccessText.FormatIncidentReported(by), data.Text("reason")),
            EntryKinds.DeliveryResolved => new(Done, AccessText.FormatResolved(by), data.Text("reason")),
            EntryKinds.DeliveryRearmed => new(Done, AccessText.FormatArmedAgain(by), AccessText.NewCodeAndLink),
            EntryKinds.DeliveryWindowInDoubt => new(Needs, AccessText.ClockRulesChanged, AccessText.ReadsAsAnotherTime),
            EntryKinds.DeliveryWindowKept => new(Done, AccessText.FormatWindowKept(by), AccessText.SameMoment),
            EntryKinds.DeliveryWindowMoved => new(Done, AccessText.FormatWindowMoved(by), AccessText.ToTheAgreedTime),
            EntryKinds.DeliveryDiverted => new(Denied, AccessText.SentElsewhere, AccessText.DriverWasToldWhere),
            EntryKinds.DriverAssigned => new(Noted, AccessText.FormatDriverAssigned(by)),
            EntryKinds.DriverDone => new(Noted, AccessText.DriverSaysDone, AccessText.DevicesWordCounts),
            EntryKinds.AccessDisclosed => new(Noted, AccessText.FormatCodeAndLinkShown(by)),
            EntryKinds.AccessRenewed => new(Noted, AccessText.CodeAndLinkAnew, AccessText.WhoSawThemLeft),
            EntryKinds.PositionDisclosed => new(Noted, AccessText.FormatExactPlaceGiven(by)),
            EntryKinds.DriverSessionStarted => new(Noted, AccessText.DriverPageOpened),
            EntryKinds.DriverSessionEnded => new(Noted, AccessText.DriverPageClosed, AccessText.OpenedSomewhereElse),
            _ => null,
        };
    }

    private static EntryLine? OfHousehold(EntryView entry, EntryData data)
    {
        var by = By(entry);
        return entry.Kind switch
        {
            EntryKinds.HouseholdCreated => new(Done, AccessText.HouseholdMade),
            EntryKinds.MemberJoined => new(Noted, AccessText.FormatJoinedTheHousehold(Somebody(entry))),
            EntryKinds.MemberInvited => new(
                Noted, AccessText.FormatSomebodyInvited(by), data.Word<MemberRole>("role") is { } invited ? As(invited) : null),
            EntryKinds.InvitationRevoked => new(Denied, AccessText.FormatInvitationTakenBack(by)),
            EntryKinds.AccountRegistered => new(Noted, AccessText.AccountMade),
            EntryKinds.AccountDeleted => new(Noted, AccessText.AccountDeleted),
            EntryKinds.SecurityChanged => new(Noted, AccessText.FormatSigningInChanged(by)),
            EntryKinds.HouseholdPaused => new(Paused, AccessText.FormatEverythingPausedBy(by), AccessText.NothingOpensUntilLifted),
            EntryKinds.HouseholdPauseLifted => new(Noted, AccessText.FormatPauseOfEverythingLifted(by)),
            EntryKinds.ActivityExported => new(Noted, AccessText.FormatActivityExported(by), data.Text("format") == "json" ? AccessText.ForPrograms : AccessText.AsATable),
            EntryKinds.DataExported => new(Noted, AccessText.FormatDataExported(by)),
            EntryKinds.RetentionSet => RetentionSet(by, data),
            EntryKinds.AccessReviewed => new(Done, AccessText.FormatAccessReviewed(by), AccessText.WhoCanOpenWhich),
            EntryKinds.CalendarFeedMade => new(Noted, AccessText.FormatFeedMade(by), AccessText.FeedTells),
            EntryKinds.CalendarFeedRemoved => new(Noted, AccessText.FormatFeedRemoved(by)),
            EntryKinds.CarrierRegistered => new(Noted, AccessText.CarrierRegistered),
            EntryKinds.CarrierVerified => new(Done, AccessText.CarrierVerified),
            EntryKinds.CarrierSuspended => new(Denied, AccessText.CarrierSuspended),
            EntryKinds.CarrierPhoneSet => new(Noted, AccessText.CarrierPhoneSet),
            EntryKinds.CarrierKeyIssued => new(Noted, AccessText.CarrierKeyIssued),
            EntryKinds.CarrierKeyRevoked => new(Noted, AccessText.CarrierKeyRevoked),
            EntryKinds.SupportLooked => new(
                Staff, AccessText.SupportLooked, data.Text("case") is { } number ? AccessText.FormatCaseAndReason(number, data.Text("reason")) : null),
            EntryKinds.EntriesErased => new(Noted, AccessText.RemovedForPrivacy, Remains(data.Count("positions"))),
            EntryKinds.PortalStarted => new(Noted, AccessText.PortalStarted),
            EntryKinds.ClockUnsure => new(Unknown, AccessText.PortalClockJumped, AccessText.NothingOpensUntilEven),
            EntryKinds.ClockSure => new(Done, AccessText.PortalClockEven),
            _ => null,
        };
    }

    private static string Approved(EntryView entry, EntryData data) => (entry.Actor.Kind, data.Text("rule")) switch
    {
        (_, not null) => AccessText.ApprovedByRule,
        (ActorKind.Carrier, _) => AccessText.FormatYourTimeAccepted(By(entry)),
        _ => AccessText.FormatApproved(By(entry)),
    };

    private static EntryLine RetentionSet(string by, EntryData data) =>
        data.Word<RetentionKind>("kind") is { } kind && data.Number("days") is { } days
            ? new(Noted, AccessText.FormatRetentionSet(by), AccessText.FormatKeptFor(RetentionWords.Title(kind), RetentionWords.Span((int)days)))
            : new(Noted, AccessText.FormatRetentionSet(by));

    private static string Remains(int removed) => removed > 1 ? AccessText.FormatProofsRemain(removed) : AccessText.ProofRemains;

    private static string By(EntryView entry) => entry.ActorName is { } name ? AccessText.FormatBy(name) : "";

    private static string Somebody(EntryView entry) => entry.ActorName ?? AccessText.Somebody;

    private static string As(MemberRole role) => role switch
    {
        MemberRole.Owner => AccessText.AsOwner,
        MemberRole.Approver => AccessText.AsApprover,
        MemberRole.Viewer => AccessText.AsViewer,
    };

    /// <summary>How it came about; inside a delivery's opening a lid is moved by hand anyway.</summary>
    private static string? How(EntryData data, EntryView entry) => data.Text("source") switch
    {
        _ when data.Text("cloud") is not null => AccessText.HowCloud,
        "manual" when entry.DeliveryId is not null => SaidBy(entry),
        "keypad" => AccessText.HowKeypad,
        "remote" => AccessText.HowCommand,
        "manual" => AccessText.HowHand,
        "auto" => AccessText.HowItself,
        "key" => AccessText.WithAKey,
        _ => SaidBy(entry),
    };

    private static string? SaidBy(EntryView entry) => entry.ActorName is { } device ? AccessText.FormatSaidAndSigned(device) : null;

    private static string? Why(EntryData data) => data.Word<DenialReason>("reason") is { } reason ? DenialWords.Of(reason) : null;

    private static string Battery(EntryData data) =>
        data.Number("percent") is { } percent ? AccessText.FormatBatteryAt(Languages.Text($"{percent:0}")) : AccessText.BatteryTold;

    private static string? Maker(EntryData data) => data.Word<CloudMaker>("maker") is { } maker ? CloudWords.Name(maker) : null;

    private static string? Profile(EntryData data) => data.Text("profile") is { } profile ? AccessPointWords.Profile(profile) : null;

    private static string? Refused(EntryData data) =>
        data.Text("reason") == "unanswered" ? AccessText.NobodyCompared : null;

    private static string? Faults(EntryData data)
    {
        var faults = data.Texts("faults")
            .Select(word => Words.TryParse<ReadinessFault>(word, out var fault) ? ReadinessWords.Word(fault) : null)
            .OfType<string>()
            .ToList();
        return faults.Count == 0 ? null : char.ToUpperInvariant(faults[0][0]) + string.Join(", ", faults)[1..];
    }

    private static string Alert(EntryData data) => data.Word<AlertKind>("kind") is { } kind ? AlertWords.Word(kind) : AccessText.AlertOfNoKind;

    private static SealState AlertSeal(EntryData data) => data.Word<AlertKind>("kind") switch
    {
        AlertKind.LeftOpen or AlertKind.ForcedOpen or AlertKind.Tamper or AlertKind.DeviceSilent or AlertKind.GrantReplayed => Urgent,
        _ => Needs,
    };

    private static string Answer(EntryData data) => data.Text("status") switch
    {
        "done" when data.Text("cloud") is not null => AccessText.CloudSaysDone,
        "done" => AccessText.DeviceDidIt,
        "failed" => AccessText.DeviceCouldNot,
        "expired" => AccessText.CommandTooLate,
        _ => AccessText.DeviceAnswered,
    };

    private static string? Missed(string? reason) => reason switch
    {
        "never_opened" => AccessText.UnlockedNeverOpened,
        null or "window_over" => AccessText.WindowUnused,
        _ => null,
    };
}
