using Portal.Client.Access;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

/// <summary>What an owner reads of a device that its maker speaks for, beside its state.</summary>
public sealed class CloudNotesTests : Screen
{
    [Theory]
    [InlineData(CloudAway.Asleep, "It sleeps to save its battery. It wakes when somebody opens, starts or charges it")]
    [InlineData(CloudAway.NoNetwork, "It has no network where it stands")]
    [InlineData(CloudAway.InUse, "Volvo takes no commands meanwhile")]
    [InlineData(CloudAway.Serviced, "It is being updated or serviced")]
    [InlineData(CloudAway.Unreachable, "Volvo does not reach it just now")]
    [InlineData(CloudAway.NoCallsLeft, "Volvo allows so many calls a day; none is left for this")]
    [InlineData(CloudAway.SignedOut, "Volvo no longer lets Portal in")]
    public void Away_IsSaidInWords_WithSince(CloudAway away, string says)
    {
        var text = Of(new CloudSource(CloudMaker.Volvo, 120) { Away = away, AwaySince = Sample.Now });

        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.Contains(". Since 15:00", text, StringComparison.Ordinal);
    }

    [Fact]
    public void CallsShort_SaysHowManyAreLeft_AndHowOftenItIsAsked() => Assert.Contains(
        "Volvo allows so many calls a day; 320 are left today, for all that this portal asks it. It is asked every 300 s now; openings come first.",
        Of(new CloudSource(CloudMaker.Volvo, 300) { CallsLeft = 320 }),
        StringComparison.Ordinal);

    [Fact]
    public void Ready_IsNotUnlocked() => Assert.Contains(
        "It is not unlocked, only ready: open the tailgate by hand before 15:02",
        Of(new CloudSource(CloudMaker.Volvo, 10) { ReadyUntil = Sample.Now.AddMinutes(2) }),
        StringComparison.Ordinal);

    [Fact]
    public void Volvo_AllIsWell_SaysOnlyWhatHoldsForEveryCar()
    {
        var text = Of(new CloudSource(CloudMaker.Volvo, 120));

        Assert.Contains("the whole car would be unlocked", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Since", text, StringComparison.Ordinal);
    }

    private string Of(CloudSource source) => Text(Show<CloudNotes>(("Source", source), ("Point", Sample.Point())));
}
