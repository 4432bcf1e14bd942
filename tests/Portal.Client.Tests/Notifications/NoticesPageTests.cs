using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Notifications;

public sealed class NoticesPageTests : Screen
{
    private static readonly BrowserPush Fresh = new() { Supported = true, Permission = "default" };

    [Fact]
    public void ThatIsNotOn_OffersToTurnItOn_AndAsksForNothingByItself()
    {
        var page = ShowAt(Fresh);

        var button = page.Find("button[data-push-on]");
        Assert.Equal("notifications Turn on for this browser", Text(button));
        Assert.DoesNotContain(JSInterop.Invocations, call => call.Identifier.Contains("ermission", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TurnedOn_AtTheTap_IsAddedAndSaysSo()
    {
        var page = ShowAt(Fresh);
        var keys = new BrowserKeys { Endpoint = "https://push.example.net/1", PublicKey = "p", AuthSecret = "a", Name = "Firefox on Linux" };

        await TellAsync(page, Fresh with { Permission = "granted", Endpoint = keys.Endpoint, Keys = keys });

        Assert.Equal(keys, Notices.Added);
        Assert.Contains("Firefox on Linux is told, even when Portal is not open", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TurnedOn_WhereThePushServiceFails_SaysWhyAndClaimsNothing()
    {
        var page = ShowAt(Fresh);

        await TellAsync(page, Fresh with { Permission = "granted", Fault = "push service error" });

        Assert.Contains("Not turned on: push service error.", Text(page), StringComparison.Ordinal);
        Assert.Null(Notices.Added);
    }

    [Fact]
    public void Denied_SaysWhereToAllowIt() =>
        Assert.Contains("Allow notifications for this site", Text(ShowAt(Fresh with { Permission = "denied" })), StringComparison.Ordinal);

    [Fact]
    public void NotSupported_SaysWhatHelps() =>
        Assert.Contains("put Portal on the home screen first", Text(ShowAt(new BrowserPush())), StringComparison.Ordinal);

    [Theory]
    [InlineData(TestOutcome.Shown, "this browser said that it showed the test")]
    [InlineData(TestOutcome.Taken, "has not said that it showed it")]
    [InlineData(TestOutcome.Failed, "did not get through")]
    public void Test_SaysNoMoreThanIsKnown(TestOutcome outcome, string said)
    {
        Notices.View = Notices.View with { Browsers = [FakeNotices.Browser("Chrome on Android", isThis: true)] };
        Notices.TestOutcome = outcome;
        var page = ShowAt(Fresh with { Permission = "granted", Endpoint = "https://push.example.net/1" });

        Press(page, "Send a test").Click();

        Assert.Contains(said, Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherBrowser_Removed_IsGone()
    {
        Notices.View = Notices.View with { Browsers = [FakeNotices.Browser("Chrome on Android")] };
        var page = ShowAt(Fresh);

        page.Find("button[aria-label='Remove Chrome on Android']").Click();

        Assert.Contains("No other browser or phone is told", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Browser_ThatIsNotReached_SaysSinceWhenAndWhy()
    {
        Notices.View = Notices.View with
        {
            Browsers = [FakeNotices.Browser("Chrome on Android") with { Fault = PushFault.NotReached, FailingSince = Sample.Now.AddMinutes(-5) }],
        };

        Assert.Contains("Not reached since", Text(ShowAt(Fresh)), StringComparison.Ordinal);
    }

    [Fact]
    public void Switch_OfAKind_ChangesThatWayAlone()
    {
        var page = ShowAt(Fresh);

        page.Find("button[aria-label='Delivered by mail']").Click();

        Assert.Equal(new NoticeLine(NoticeKind.Delivered, Push: true, Mail: true), Notices.View.Lines.Single(line => line.Kind == NoticeKind.Delivered));
        Assert.Equal("true", page.Find("button[aria-label='Delivered by mail']").GetAttribute("aria-checked"));
        Assert.Equal("false", page.Find("button[aria-label='Alarms by mail']").GetAttribute("aria-checked"));
    }

    [Theory]
    [InlineData("Now: Volvo V60, Garage", "Volvo V60", "Garage")]
    [InlineData("Now nowhere: switch it on in an access point’s settings")]
    public void OpenedByHand_SaysAtWhichAccessPoints(string said, params string[] told)
    {
        Notices.View = Notices.View with { ByHandAt = told };

        Assert.Contains(said, Text(ShowAt(Fresh)), StringComparison.Ordinal);
    }

    [Fact]
    public void QuietHours_SwitchedOn_AreByThePersonsOwnClock()
    {
        var page = ShowAt(Fresh);

        page.Find("#quiet-from").Change("23:15");
        Press(page, "Switch on").Click();

        Assert.Equal(new QuietHours(new TimeOnly(23, 15), new TimeOnly(7, 0), Sample.Zone), Notices.View.Quiet);
        Assert.Contains("On: 23:15–07:00", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void QuietHours_WithoutAnEnd_AreRefusedWhereTheyWereTyped()
    {
        var page = ShowAt(Fresh);

        page.Find("#quiet-until").Change("22:00");
        Press(page, "Switch on").Click();

        Assert.Null(Notices.View.Quiet);
        Assert.Equal("true", page.Find("#quiet-until").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Mail_ThatDoesNotArrive_SaysSinceWhenAndWhy()
    {
        Notices.View = Notices.View with { MailFault = MailFault.NotReached, MailFailingSince = Sample.Now.AddMinutes(-5) };

        Assert.Contains("Mail could not be delivered since", Text(ShowAt(Fresh)), StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_WithoutAServer_SaysSoAndOffersNoTest()
    {
        Notices.View = Notices.View with { MailFault = MailFault.NoServer };
        var page = ShowAt(Fresh);

        Assert.Contains("no mail is sent", Text(page), StringComparison.Ordinal);
        Assert.True(Press(page, "Send a test mail").HasAttribute("disabled"));
    }

    [Fact]
    public void Words_OfEveryKind_AreThere() =>
        Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.NotEqual(NoticeWords.Name(kind), NoticeWords.Meaning(kind)));

    [Fact]
    public void Request_NamesWhoWhereAndWhenByItsDate_AndNothingElse() => Assert.Equal(
        new NoticeText("Volvo V60: Nordpost asks", "Sat 21 Nov, 17:00–18:00. It opens only if you approve."),
        NoticeWords.Of(Request(new DeliveryWindow(Time.GetUtcNow().AddHours(2), Time.GetUtcNow().AddHours(3))), "Europe/Stockholm"));

    [Theory]
    [InlineData("Europe/Helsinki", "Sat 21 Nov, 23:30–Sun 22 Nov, 00:30 (Berlin). It opens only if you approve.")]
    [InlineData(null, "Sat 21 Nov, 23:30–Sun 22 Nov, 00:30. It opens only if you approve.")]
    public void Request_OverMidnight_NamesBothDays_AndThePlaceWhereTheReadersClockDiffers(string? readersZone, string said)
    {
        var start = Time.GetUtcNow().AddHours(8.5);

        Assert.Equal(said, NoticeWords.Of(Request(new DeliveryWindow(start, start.AddHours(1))), readersZone).Body);
    }

    [Fact]
    public void Alert_NamesSinceWhenByItsDate()
    {
        var story = new NoticeStory
        {
            Kind = NoticeKind.Trouble,
            Place = AccessPointKind.Trunk,
            Alert = new AlertView
            {
                Id = Sample.Id<AlertId>("battery"),
                Kind = AlertKind.LowBattery,
                State = AlertState.Open,
                Role = MemberRole.Owner,
                AccessPointId = Sample.Id<AccessPointId>("car"),
                AccessPointName = "Volvo V60",
                OpenedAt = Time.GetUtcNow(),
                Late = false,
                Urgent = false,
            },
            Entry = Entry(EntryKinds.AlertOpened),
        };

        Assert.StartsWith("Volvo V60, since Sat 21 Nov, 15:00 (Berlin).", NoticeWords.Of(story, "Europe/Helsinki").Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EntryKinds.DeliveryCompleted, NoticeKind.Delivered, "Delivered", "Volvo V60 · Closed and locked")]
    [InlineData(EntryKinds.DeliveryIncident, NoticeKind.Trouble, "Incident", "Volvo V60 · A person has to look at it")]
    [InlineData(EntryKinds.OpenedByHand, NoticeKind.OpenedByHand, "Volvo V60 opened by hand", "")]
    public void Entry_IsToldInTheWordsOfTheScreens(string entry, NoticeKind kind, string title, string body) =>
        Assert.Equal(new NoticeText(title, body), NoticeWords.Of(new NoticeStory { Kind = kind, Entry = Entry(entry) }, Sample.Zone));

    private NoticeStory Request(DeliveryWindow window) => new()
    {
        Kind = NoticeKind.Request,
        Place = AccessPointKind.Trunk,
        Carrier = "Nordpost",
        Windows = [window],
        Entry = Entry(EntryKinds.DeliveryRequested),
    };

    [Fact]
    public async Task ChangedElsewhere_ShowsAtOnce_AndLeavesTheHoursThatAreBeingTyped()
    {
        var page = ShowAt(Fresh);
        page.Find("#quiet-from").Change("21:15");

        Notices.View = Notices.View with { Browsers = [FakeNotices.Browser("Phone")], Quiet = new QuietHours(new TimeOnly(23, 0), new TimeOnly(6, 0), Sample.Zone) };
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Contains("Phone", Text(page), StringComparison.Ordinal));
        Assert.Equal(("21:15", "07:00"), (page.Find("#quiet-from").GetAttribute("value"), page.Find("#quiet-until").GetAttribute("value")));
        Assert.Contains("23:00", Text(page.Find("section[aria-labelledby=quiet]")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuietHoursSetElsewhere_WhereNothingIsTyped_AreFilledIn()
    {
        var page = ShowAt(Fresh);

        Notices.View = Notices.View with { Quiet = new QuietHours(new TimeOnly(23, 0), new TimeOnly(6, 0), Sample.Zone) };
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("23:00", page.Find("#quiet-from").GetAttribute("value")));
    }

    private EntryView Entry(string kind) => new()
    {
        Position = 1,
        Id = Sample.Id<EventId>("entry"),
        Kind = kind,
        At = Time.GetUtcNow(),
        ReceivedAt = Time.GetUtcNow(),
        Late = false,
        Actor = Actor.Portal,
        AccessPointId = Sample.Id<AccessPointId>("car"),
        AccessPointName = "Volvo V60",
        TimeZone = "Europe/Berlin",
        Data = "{}",
    };

    private IRenderedComponent<IComponent> ShowAt(BrowserPush here)
    {
        JSInterop.SetupModule("/js/notices.js").Setup<BrowserPush?>("begin", _ => true).SetResult(here);
        return Show<NoticesPage>();
    }

    private static Task TellAsync(IRenderedComponent<IComponent> page, BrowserPush said)
    {
        var notices = page.FindComponent<NoticesPage>();
        return notices.InvokeAsync(() => notices.Instance.TellAsync(said));
    }
}
