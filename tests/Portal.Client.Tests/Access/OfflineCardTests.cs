using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Access;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

/// <summary>The setting of the access point's page: off until switched on, and what an owner must have read before.</summary>
public sealed class OfflineCardTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();

    private static OfflineView Off { get; } = new()
    {
        Mode = OfflineMode.None, Offered = [OfflineMode.Synced, OfflineMode.Pin], MayChange = true,
    };

    [Theory]
    [InlineData(OfflineMode.Synced)]
    [InlineData(OfflineMode.Pin)]
    public void S14_SwitchingOn_AsksWithTheSentence(OfflineMode mode)
    {
        var page = Open(Off);
        var question = page.Find($"dialog#offline-{Words.Of(mode)}");
        Assert.Contains("Nobody can watch this opening as it happens.", Text(question), StringComparison.Ordinal);

        question.QuerySelector(".btn-main")?.Click();

        Assert.Equal([Words.Of(mode)], Offline.Asked);
        Assert.Empty(page.FindAll($"dialog#offline-{Words.Of(mode)}"));
        Assert.NotEmpty(page.FindAll("dialog#offline-none"));
    }

    [Fact]
    public void S14_Pin_SaysWhichWindowsFitAndThatItCannotBeRevoked()
    {
        var question = Text(Open(Off).Find("dialog#offline-pin"));

        Assert.Contains("start and end on a UTC half hour and last 1 h or 2 h", question, StringComparison.Ordinal);
        Assert.Contains("cannot be revoked", question, StringComparison.Ordinal);
    }

    [Fact]
    public void S25_SwitchingOn_AfterALongSignIn_AsksToSignInAgain()
    {
        Offline.Outcome = AccessOutcome.SignInAgain;
        var page = Open(Off);

        page.Find("dialog#offline-synced .btn-main").Click();

        Assert.Contains("/confirm?returnUrl=", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void DeviceThatCannotJudge_IsOfferedNothing()
    {
        var page = Open(Off with { Offered = [] });

        Assert.Contains("cannot judge codes by itself", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-asks^=offline]"));
    }

    [Fact]
    public void NotAnOwner_SeesItAndChangesNothing()
    {
        var page = Open(Off with { Mode = OfflineMode.Synced, MayChange = false, PinsClosedAt = Time.GetUtcNow() });

        Assert.Contains("Short gaps", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-asks^=offline]"));
        Assert.DoesNotContain("Arm PINs again", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S11_PinsClosed_AreArmedAgainWithOneTap()
    {
        var page = Open(Off with { Mode = OfflineMode.Pin, PinsClosedAt = Time.GetUtcNow().AddMinutes(-5) });
        Assert.Contains("refuses PINs", Text(page), StringComparison.Ordinal);

        Press(page, "Arm PINs again").Click();

        Assert.Equal(["rearm"], Offline.Asked);
        Assert.DoesNotContain("refuses PINs", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S13_CodeThatMayStillWork_SaysUntilWhen()
    {
        var page = Open(Off with { Mode = OfflineMode.Synced, CodesUntil = Time.GetUtcNow().AddMinutes(10) });

        Assert.Contains("a code that was taken back, paused or replaced may still open until", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S14_CodesInAMakersLock_AreSwitchedOnOnlyWithWhatTheyMean()
    {
        var page = Open(Off with { Maker = CloudMaker.Seam, Offered = [OfflineMode.Synced] });
        Assert.Contains("its keypad opens to none of ours", Text(page), StringComparison.Ordinal);
        var question = Text(page.Find("#offline-synced"));

        Assert.Contains("Nobody can watch this opening as it happens.", question, StringComparison.Ordinal);
        Assert.Contains("a window of at most 2 h", question, StringComparison.Ordinal);
        Assert.Contains("it does not count uses, and while it is away the code may open until the window ends", question, StringComparison.Ordinal);
        page.Find("#offline-synced .btn-main").Click();

        Assert.Equal(["synced"], Offline.Asked);
    }

    private IRenderedComponent<IComponent> Open(OfflineView view)
    {
        Access.Points.Add(_car);
        Offline.View = view;
        return Show<AccessPointPage>((nameof(AccessPointPage.Id), _car.Id.Value));
    }
}
