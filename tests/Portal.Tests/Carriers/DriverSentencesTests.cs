using Portal.Carriers;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>The sentences of the design, and one for every reason.</summary>
public sealed class DriverSentencesTests
{
    private static readonly DriverFacts Facts = new()
    {
        Kind = AccessPointKind.Trunk,
        TimeZone = "Europe/Berlin",
        TrackingNumber = "NP00161094",
        CarrierName = "Nordpost",
        Window = new DeliveryWindow(ManualTime.Start.AddMinutes(12), ManualTime.Start.AddHours(1)),
        Now = ManualTime.Start,
        DistanceM = 642,
        AccuracyM = 181,
    };

    [Theory]
    [InlineData(DenialReason.BeforeWindow, "Not opened: your window starts at 15:12, in 12 min.")]
    [InlineData(DenialReason.AfterWindow, "Not opened: the window ended at 16:00. Ask Nordpost for a new one.")]
    [InlineData(DenialReason.TooFar, "You are 640 m from the car. Go to the marker and try again.")]
    [InlineData(DenialReason.PositionInaccurate, "Your position is only good to 180 m. Step outside and try again.")]
    [InlineData(DenialReason.CarMoving, "The car is moving. Wait until it stands.")]
    [InlineData(DenialReason.AccessPointPaused, "The owner has paused deliveries here. Take it to the depot.")]
    [InlineData(DenialReason.DeviceOffline, "We cannot hear the lock right now, so we do not open it. Try again in a minute.")]
    [InlineData(DenialReason.AlreadyUsed, "This delivery has had its one opening.")]
    [InlineData(DenialReason.ParcelMismatch, "This parcel is not the one that was announced. Check the number 1610 94.")]
    public void Denied_SentencesOfTheDesign_AreSaidAsWritten(DenialReason reason, string sentence) =>
        Assert.Equal(sentence, DriverSentences.Denied(reason, Facts));

    [Theory]
    [InlineData(DenialReason.BeforeWindow, "Nicht geöffnet: Dein Zeitfenster beginnt um 15:12 Uhr, in 12 min.")]
    [InlineData(DenialReason.TooFar, "Du bist 640 m vom Auto weg. Geh zur Markierung und versuche es noch einmal.")]
    [InlineData(DenialReason.CodeRefused, "Dieser Code öffnet den Kofferraum nicht. Frag deinen Auftraggeber.")]
    [InlineData(DenialReason.AfterWindow, "Nicht geöffnet: Das Zeitfenster endete um 16:00 Uhr. Frag Nordpost nach einem neuen.")]
    public void Denied_InGerman_IsSaidAsOneSays(DenialReason reason, string sentence)
    {
        using var german = Languages.Speak("de");

        Assert.Equal(sentence, DriverSentences.Denied(reason, Facts));
    }

    [Theory]
    [InlineData(null, "Your phone did not give a position. Allow it for this page and try again.")]
    [InlineData(5.0, "Your phone gave an old position. Wait until it finds you, then try again.")]
    public void Denied_WithoutAPositionOfNow_SaysWhetherThereWasAnOldOne(double? accuracyM, string sentence) =>
        Assert.Equal(sentence, DriverSentences.Denied(DenialReason.NoPosition, Facts with { AccuracyM = accuracyM }));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Denied_EveryReasonAndKind_IsAWholeSentenceInEachLanguage(string language)
    {
        using var spoken = Languages.Speak(language);
        foreach (var kind in Enum.GetValues<AccessPointKind>())
        {
            foreach (var reason in Enum.GetValues<DenialReason>())
            {
                foreach (var facts in new[] { Facts with { Kind = kind }, Bare(kind) })
                    Assert.Matches("^[A-Z][^!]*\\.$", DriverSentences.Denied(reason, facts));
            }
        }
    }

    [Fact]
    public void S12_CodeRefused_SaysNothingOfTheDelivery() =>
        Assert.Equal(DriverSentences.Denied(DenialReason.CodeRefused, Facts), DriverSentences.Denied(DenialReason.CodeRefused, Bare(AccessPointKind.Trunk)));

    private static DriverFacts Bare(AccessPointKind kind) => new()
    {
        Kind = kind,
        TimeZone = "Europe/Berlin",
        TrackingNumber = "1",
        Now = ManualTime.Start,
    };
}
