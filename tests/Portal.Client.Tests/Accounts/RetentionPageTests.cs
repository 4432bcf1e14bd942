using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Accounts;

namespace Portal.Client.Tests.Accounts;

public sealed class RetentionPageTests : Screen
{
    [Fact]
    public void Page_EachKind_OffersWhatTheLimitsLeave()
    {
        var page = Show<RetentionPage>();

        Assert.Equal(["Pictures", "Parcels", "Activity"], page.FindAll("label").Select(Text));
        Assert.Equal(
            ["1 day", "3 days", "7 days", "14 days", "30 days", "60 days", "90 days"], Select(page, RetentionKind.Pictures).QuerySelectorAll("option").Select(Text));
        Assert.Equal(
            ["180 days", "1 year", "2 years", "3 years", "5 years", "10 years"], Select(page, RetentionKind.Activity).QuerySelectorAll("option").Select(Text));
        Assert.Equal(["30", "1095", "1095"], page.FindAll("select").Select(one => one.GetAttribute("value")));
        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public void Shorter_Chosen_SaysWhatIsErasedBeforeItIsSaved()
    {
        var page = Show<RetentionPage>();

        Select(page, RetentionKind.Pictures).Change("7");
        Assert.Contains("From this time tomorrow, pictures older than 7 days are erased for good.", Text(page), StringComparison.Ordinal);
        Assert.Empty(Retention.Set);
        Assert.Equal("Save, erase tomorrow", Text(page.Find("button[type=submit]")));
        page.Find("form").Submit();

        Assert.Equal([(RetentionKind.Pictures, 7)], Retention.Set);
        Assert.Contains("Saved.", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("for good", Text(page), StringComparison.Ordinal);
        Assert.Contains("The shorter time counts from", Text(page), StringComparison.Ordinal);
        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public void S05_Save_ThatBreaksOff_SaysThatItIsNotKnown()
    {
        Retention.Broken = new InvalidOperationException("disk full");
        var page = Show<RetentionPage>();

        Select(page, RetentionKind.Parcels).Change("1825");
        page.Find("form").Submit();

        Assert.Contains("It is not known whether that happened.", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
        Assert.DoesNotContain("Saved.", Text(page), StringComparison.Ordinal);
        Assert.Equal("1825", Select(page, RetentionKind.Parcels).GetAttribute("value"));
    }

    [Fact]
    public void Longer_Chosen_IsSavedWithoutAWord()
    {
        var page = Show<RetentionPage>();

        Select(page, RetentionKind.Parcels).Change("1825");
        Select(page, RetentionKind.Activity).Change("3650");
        Assert.Equal("Save", Text(page.Find("button[type=submit]")));
        page.Find("form").Submit();

        Assert.Equal([(RetentionKind.Parcels, 1825), (RetentionKind.Activity, 3650)], Retention.Set);
    }

    [Fact]
    public void S25_Save_WithoutARecentSignIn_OffersItBesideThePageAndLosesNothing()
    {
        Retention.Outcome = RetentionOutcome.SignInAgain;
        var page = Show<RetentionPage>();

        Select(page, RetentionKind.Parcels).Change("365");
        Select(page, RetentionKind.Activity).Change("365");
        page.Find("form").Submit();

        Assert.Equal([(RetentionKind.Parcels, 365)], Retention.Set);
        Assert.Equal("/confirm?returnUrl=%2Fsettings%2Fretention", page.Find("a[target=_blank]").GetAttribute("href"));
        Assert.Equal(["30", "365", "365"], page.FindAll("select").Select(one => one.GetAttribute("value")));
    }

    [Theory]
    [InlineData(RetentionOutcome.OutOfLimits, "allows no such time any more")]
    [InlineData(RetentionOutcome.NotAllowed, "Only an owner may do that.")]
    [InlineData(RetentionOutcome.NotFound, "not there any more")]
    [InlineData(RetentionOutcome.Held, "was recovered less than a day ago")]
    public void Save_Refused_SaysWhy(RetentionOutcome outcome, string says)
    {
        Retention.Outcome = outcome;
        var page = Show<RetentionPage>();

        Select(page, RetentionKind.Pictures).Change("90");
        page.Find("form").Submit();

        Assert.Contains(says, Text(page.Find(".banner-wrong")), StringComparison.Ordinal);
    }

    [Fact]
    public void Member_NotAnOwner_ReadsOnly()
    {
        Retention.Role = MemberRole.Viewer;

        var page = Show<RetentionPage>();

        Assert.True(page.Find("form fieldset").HasAttribute("disabled"));
        Assert.Empty(page.FindAll("button[type=submit]"));
    }

    [Fact]
    public async Task SetByAnotherOwner_ShowsAtOnce_AndLeavesWhatIsBeingChosen()
    {
        var page = Show<RetentionPage>();
        Select(page, RetentionKind.Pictures).Change("7");

        await Retention.SetAsync(default, RetentionKind.Activity, 3650, Xunit.TestContext.Current.CancellationToken);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("3650", Select(page, RetentionKind.Activity).GetAttribute("value")));
        Assert.Equal("7", Select(page, RetentionKind.Pictures).GetAttribute("value"));
        Assert.Equal("Save, erase tomorrow", Text(page.Find("button[type=submit]")));
    }

    /// <summary>What was saved here is no choice that waits: else the other owner's time would look like one that is still to be saved.</summary>
    [Fact]
    public async Task SetByAnotherOwner_AfterASaveHere_Shows()
    {
        var page = Show<RetentionPage>();
        Select(page, RetentionKind.Pictures).Change("7");
        page.Find("form").Submit();

        await Retention.SetAsync(default, RetentionKind.Pictures, 60, Xunit.TestContext.Current.CancellationToken);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("60", Select(page, RetentionKind.Pictures).GetAttribute("value")));
        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));
    }

    private static IElement Select(IRenderedComponent<IComponent> page, RetentionKind kind) => page.Find($"select[id^={kind}]");
}
