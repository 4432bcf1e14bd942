using System.Reflection;
using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Ledger;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class WordsTests
{
    public static TheoryData<string> PortalKinds =>
        [.. typeof(EntryKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(kind => (string)kind.GetRawConstantValue()!)];

    public static TheoryData<string> DeviceKinds =>
    [
        "locked", "unlocked", "lock_jammed", "door_opened", "door_closed", "door_ajar", "door_forced_open", "door_opening", "door_closing",
        "door_obstructed", "code_accepted_offline", "tamper", "tamper_cleared", "wrong_code_limit", "battery", "position", "press", "started",
        "clock_set", "event_dropped", "buffer_overflow",
    ];

    public static TheoryData<AlertKind> Alerts => [.. Enum.GetValues<AlertKind>()];

    public static TheoryData<DenialReason> Reasons => [.. Enum.GetValues<DenialReason>()];

    [Theory]
    [MemberData(nameof(PortalKinds))]
    [MemberData(nameof(DeviceKinds))]
    public void EntryWords_KnownKind_HasAWord(string kind)
    {
        var line = Of(kind);

        Assert.DoesNotContain("Other event", line.Title, StringComparison.Ordinal);
        Assert.DoesNotContain('_', line.Title);
        Assert.DoesNotContain('_', line.Detail ?? "");
        Assert.Contains("Volvo V60", line.Title + line.Detail, StringComparison.Ordinal);
    }

    /// <summary>No device signs its pictures.</summary>
    [Fact]
    public void EntryWords_Picture_SaysWhoseItIsAndNotThatItIsSigned()
    {
        var entry = Sample.Entry(1, EntryKinds.SnapshotTaken, Sample.Now, Sample.Point(), by: "Virtual doorbell");

        Assert.Equal("By Virtual doorbell", EntryWords.Of(entry, EntrySubject.Within(AccessPointKind.Door)).Detail);
    }

    [Fact]
    public void EntryWords_KindOfANewerDevice_IsShownAsOther() =>
        Assert.Equal(new EntryLine(SealState.Noted, "Other event", "Volvo V60 · sauna_ready"), Of("sauna_ready"));

    [Theory]
    [InlineData("""{"source":"manual"}""", "By hand")]
    [InlineData("""{"source":"keypad"}""", "With a code at the keypad")]
    [InlineData("""{"source":"tractor beam"}""", null)]
    [InlineData("not even JSON", null)]
    [InlineData("[1]", null)]
    public void EntryWords_DeviceData_SaysHowOrNothing(string data, string? how) =>
        Assert.Equal(new EntryLine(SealState.Open, "Volvo V60 opened", how), Of("door_opened", data));

    [Theory]
    [InlineData(EntryKinds.RetentionSet, """{"kind":"activity","days":1095,"before":1825}""", "Volvo V60 · Activity: 3 years")]
    [InlineData(EntryKinds.RetentionSet, """{"kind":"pictures","days":1,"before":30}""", "Volvo V60 · Pictures: 1 day")]
    [InlineData(EntryKinds.RetentionSet, """{"kind":"moods","days":7}""", "Volvo V60")]
    [InlineData(EntryKinds.EntriesErased, """{"positions":[4,7]}""", "Volvo V60 · 2 entries. Their proofs remain")]
    [InlineData(EntryKinds.EntriesErased, """{"positions":[4]}""", "Volvo V60 · Its proof remains")]
    public void EntryWords_WhatIsKept_SaysForHowLongAndWhatWent(string kind, string data, string detail) =>
        Assert.Equal(detail, Of(kind, data).Detail);

    [Fact]
    public void S20_EntryWords_AClockThatIsAhead_SaysWhatItClaims()
    {
        var entry = Sample.Entry(1, "door_opened", Sample.Now, Sample.Point()) with
        {
            ClaimedAt = new DateTimeOffset(2026, 11, 25, 17, 3, 0, TimeSpan.Zero),
            TimeZone = "Europe/Berlin",
        };

        Assert.EndsWith("the device’s clock says 25 Nov 2026, 18:03", EntryWords.Of(entry, EntrySubject.Of(entry)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void EntryWords_Denied_SaysWhyAndThatItStayedShut() =>
        Assert.Equal(
            new EntryLine(SealState.Denied, "Volvo V60 stayed shut", "The driver was too far away"),
            Of(EntryKinds.AccessDenied, """{"reason":"too_far"}"""));

    [Fact]
    public void EntryWords_DriverDone_DoesNotClaimDelivery() =>
        Assert.Equal("The driver says done", Of(EntryKinds.DriverDone).Title);

    [Theory]
    [MemberData(nameof(Alerts))]
    public void AlertWords_EveryKind_HasWordHeadlineAndAdvice(AlertKind kind)
    {
        var alert = Sample.Alert(Sample.Point(), kind, urgent: true);

        Assert.All(
            [AlertWords.Word(kind), AlertWords.Headline(alert, AccessPointKind.Trunk), AlertWords.Advice(kind)],
            words => Assert.False(string.IsNullOrWhiteSpace(words)));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void DenialWords_EveryReason_HasASentence(DenialReason reason) => Assert.DoesNotContain('_', DenialWords.Of(reason));

    [Theory]
    [MemberData(nameof(PortalKinds))]
    [MemberData(nameof(DeviceKinds))]
    public void EntryWords_KnownKind_IsSaidInGerman(string kind)
    {
        using var german = Languages.Speak("de");
        var line = Of(kind);

        Assert.DoesNotContain("Anderes Ereignis", line.Title, StringComparison.Ordinal);
        Assert.Contains("Volvo V60", line.Title + line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void EntryWords_InGerman_NameWhoDidItAndWriteTheDateAsThere()
    {
        using var german = Languages.Speak("de");
        var entry = Sample.Entry(1, EntryKinds.AccessPointPaused, Sample.Now, Sample.Point(), by: "Jonas") with
        {
            ClaimedAt = new DateTimeOffset(2026, 11, 25, 17, 3, 0, TimeSpan.Zero),
            TimeZone = "Europe/Berlin",
        };
        var line = EntryWords.Of(entry, EntrySubject.Of(entry));

        Assert.Equal("Volvo V60 gesperrt von Jonas", line.Title);
        Assert.EndsWith(" · die Uhr des Geräts sagt 25. Nov. 2026, 18:03", line.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Volvo V60: trunk open", "Volvo V60: closed and locked")]
    [InlineData("de", "Volvo V60: Kofferraum offen", "Volvo V60: geschlossen und verriegelt")]
    public void OpeningWords_Sentence_GoesOnInSmallLettersButKeepsNouns(string language, string open, string secured)
    {
        using var spoken = Languages.Speak(language);
        var point = Sample.InUse(Sample.Point());

        Assert.Equal(open, OpeningWords.Sentence(point, Sample.Opening()));
        Assert.Equal(secured, OpeningWords.Sentence(point, Sample.Opening() with { SecuredAt = Sample.Now }));
    }

    [Theory]
    [InlineData(EntryKinds.MemberRoleChanged, """{"member":"x","role":"viewer"}""", "Jonas got another role by Mara", "Viewer: Sees everything, may pause")]
    [InlineData(EntryKinds.MemberRemoved, "{}", "Jonas was removed by Mara", "Signed out everywhere")]
    [InlineData(EntryKinds.TokenRevoked, "{}", "Jonas: access token revoked by Mara", "It reads nothing any more")]
    [InlineData(EntryKinds.CarrierBlocked, "{}", "Jonas blocked by Mara", "It opens nothing here until an owner wants it again")]
    [InlineData(
        EntryKinds.StandingRuleMade,
        """{"days":"monday, tuesday, wednesday","from":"08:00:00","to":"11:00:00","lastDay":null}""",
        "Standing rule made by Mara",
        "Jonas · Mon–Wed 08:00–11:00, no end date · What it allows is approved by itself")]
    public void EntryWords_OfASubject_SayToWhomOrForWhom(string kind, string data, string title, string detail)
    {
        var entry = Sample.Entry(1, kind, Sample.Now, data: data, by: "Mara") with { SubjectName = "Jonas" };

        Assert.Equal((title, detail), (EntryWords.Of(entry).Title, EntryWords.Of(entry).Detail));
    }

    [Fact]
    public void EntryWords_OfAMemberWhoIsGoneForGood_NameNobody() =>
        Assert.Equal("A member who left was removed", Of(EntryKinds.MemberRemoved).Title);

    [Theory]
    [InlineData("Please ask for another day.", "Volvo V60 · Bitte für einen anderen Tag anfragen.")]
    [InlineData("We have moved", "Volvo V60 · We have moved")]
    [InlineData("declined", "Volvo V60")]
    public void EntryWords_Declined_SayTheReason(string reason, string detail)
    {
        using var german = Languages.Speak("de");

        Assert.Equal(detail, Of(EntryKinds.DeliveryDeclined, $$"""{"reason":"{{reason}}"}""").Detail);
    }

    private static EntryLine Of(string kind, string data = "{}")
    {
        var entry = Sample.Entry(1, kind, Sample.Now, Sample.Point(), data);
        return EntryWords.Of(entry, EntrySubject.Of(entry));
    }
}
