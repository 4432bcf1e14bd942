using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class AccessPointLookTests
{
    public static TheoryData<LockState, DoorState> Everything() =>
        [.. from bolt in Enum.GetValues<LockState>() from door in Enum.GetValues<DoorState>() select (bolt, door)];

    [Theory]
    [MemberData(nameof(Everything))]
    public void S01_Look_NotSecuredByTheServer_IsNeverCalledSecured(LockState bolt, DoorState door)
    {
        var look = Of(bolt, door);
        Assert.NotEqual("Secured", look.Word);
        Assert.NotEqual(SealState.Secured, look.Seal);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void S02_Look_DoorUnknown_IsNeverDrawnShut(LockState bolt, DoorState door)
    {
        if (door is DoorState.Unknown)
            Assert.Equal((SealState.Unknown, OpeningForm.Unknown, "Unknown"), (Of(bolt, door).Seal, Of(bolt, door).Form, Of(bolt, door).Word));
        else
            Assert.NotEqual(OpeningForm.Unknown, Of(bolt, door).Form);
    }

    [Fact]
    public void S01_Look_ClosedWithUnknownBolt_NamesBothApart()
    {
        var look = Of(LockState.Unknown, DoorState.Closed);
        Assert.Equal(("Closed", "Lock unknown", SealState.Unknown), (look.Word, look.Facts, look.Seal));
    }

    [Fact]
    public void Look_Secured_SaysBothFacts() =>
        Assert.Equal(
            new AccessPointLook(SealState.Secured, OpeningForm.Shut, "Secured", "Closed, locked"),
            AccessPointLook.Of(ControlsContext.State(LockState.Locked, DoorState.Closed, secured: true), AccessPointKind.Door, urgent: false));

    [Fact]
    public void Look_GarageSecuredByItsDrive_DoesNotInventALock() =>
        Assert.Equal(
            "Closed",
            AccessPointLook.Of(ControlsContext.State(LockState.Unknown, DoorState.Closed, secured: true), AccessPointKind.Garage, urgent: false).Facts);

    [Fact]
    public void Look_UrgentAlert_ColoursWhatIsKnownOnly()
    {
        Assert.Equal(SealState.Urgent, Of(LockState.Unlocked, DoorState.Open, urgent: true).Seal);
        Assert.Equal(SealState.Unknown, Of(LockState.Unknown, DoorState.Unknown, urgent: true).Seal);
    }

    [Fact]
    public void Look_SecuredWhileAnAlarmStands_IsNotCalledSecured() =>
        Assert.Equal(
            new AccessPointLook(SealState.Urgent, OpeningForm.Shut, "Closed", "Closed, locked"),
            AccessPointLook.Of(ControlsContext.State(LockState.Locked, DoorState.Closed, secured: true), AccessPointKind.Trunk, urgent: true));

    [Theory]
    [InlineData(LockState.Locked, DoorState.Closed, "closed and locked")]
    [InlineData(LockState.Unlocked, DoorState.Open, "open")]
    [InlineData(LockState.Unknown, DoorState.Closed, "closed")]
    [InlineData(LockState.Locked, DoorState.Unknown, "locked")]
    public void Sentence_WhatWasLastKnown_SaysNoMore(LockState bolt, DoorState door, string expected) =>
        Assert.Equal(expected, AccessPointLook.Sentence(bolt, door));

    [Theory]
    [InlineData(LockState.Locked, DoorState.Closed, "geschlossen und verriegelt")]
    [InlineData(LockState.Unlocked, DoorState.Opening, "öffnet sich")]
    [InlineData(LockState.Unknown, DoorState.Unknown, "nichts")]
    public void Sentence_InGerman_SaysTheSame(LockState bolt, DoorState door, string expected)
    {
        using var german = Languages.Speak("de");

        Assert.Equal(expected, AccessPointLook.Sentence(bolt, door));
    }

    [Fact]
    public void Look_InGerman_IsWordedAnew()
    {
        using var german = Languages.Speak("de");

        Assert.Equal(("Geschlossen", "Schloss unbekannt"), (Of(LockState.Unknown, DoorState.Closed).Word, Of(LockState.Unknown, DoorState.Closed).Facts));
        Assert.Equal(("Unbekannt", "Verriegelt. Kofferraum unbekannt"), (Of(LockState.Locked, DoorState.Unknown).Word, Of(LockState.Locked, DoorState.Unknown).Facts));
    }

    private static AccessPointLook Of(LockState bolt, DoorState door, bool urgent = false) =>
        AccessPointLook.Of(ControlsContext.State(bolt, door), AccessPointKind.Trunk, urgent);
}
