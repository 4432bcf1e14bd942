using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Notifications;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

/// <summary>What is told to whom, in which way, and what can be answered on the spot.</summary>
public sealed class NoticeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alarm_GoesToOwnersAndApproversOnceInEachWay_AndNotToViewers()
    {
        await using var house = await NoticeHouse.StartAsync();
        var viewer = (await house.Host.AddOwnerAsync("viewer@example.com", Stop)).Account;
        await house.Host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, house.Owner.Household, viewer, MemberRole.Viewer, TimeProvider.System.GetUtcNow()), Stop);
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.TurnOnAsync(house.Approver, "approver");
        await house.TurnOnAsync(viewer, "viewer");

        await house.ReportAsync(EventKinds.DoorForcedOpen);
        await house.CatchUpAsync();

        string[] told = [(await house.NextAsync()).Message.Browser, (await house.NextAsync()).Message.Browser];
        Assert.Equal(["approver", "owner"], told.Order(StringComparer.Ordinal));
        Assert.Equal([NoticeHouse.Jonas, NoticeHouse.Mara], (await house.MailAsync()).Select(mail => mail.To).Order(StringComparer.Ordinal));
        await Until.TrueAsync("an empty queue", async () => await house.CountAsync("push_message") == 0, Stop);
        Assert.Equal(0, house.Service.Waiting);
    }

    [Fact]
    public async Task Told_ByPushAndByMail_InTheLanguageOfTheAccount()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.SpeakAsync(house.Owner.Account, "de");
        await house.TurnOnAsync(house.Owner.Account, "owner");

        await house.ReportAsync(EventKinds.Tamper);
        await house.CatchUpAsync();

        var act = Assert.Single((await house.NextAsync()).Notice.GetProperty("acts").EnumerateArray());
        Assert.Equal(("acknowledge", "Ich kümmere mich darum"), (act.GetProperty("act").GetString(), act.GetProperty("title").GetString()));
        Assert.Contains("Welche Mail du bekommst: ", Assert.Single(await house.Host.MailsToAsync(NoticeHouse.Mara, Stop)).Text, StringComparison.Ordinal);
        Assert.Contains("Which mail you get: ", Assert.Single(await house.Host.MailsToAsync(NoticeHouse.Jonas, Stop)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_SwitchedOff_IsNotToldInThatWay()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.ChooseAsync(house.Owner.Account, NoticeKind.Alarm, NoticeChannel.Mail, on: false);
        await house.ChooseAsync(house.Approver, NoticeKind.Alarm, NoticeChannel.Mail, on: false);

        await house.ReportAsync(EventKinds.Tamper);

        Assert.Equal("Somebody tampers with Car", (await house.NextAsync()).Notice.GetProperty("title").GetString());
        Assert.Empty(await house.MailAsync());
    }

    [Fact]
    public async Task OpenedByHand_IsToldByItselfAtAKeyBox_UntilSomebodyWishesOtherwiseThere()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.TurnOnAsync(house.Approver, "approver");
        await house.ReportAsync(EventKinds.Locked);
        await house.WishAsync(house.Owner.Account, isTold: false);

        await EnterAsync(house, TimeProvider.System.GetUtcNow(), EntryKinds.OpenedByHand);
        await house.CatchUpAsync();

        var (message, notice) = await house.NextAsync();
        Assert.Equal(("approver", "Car opened by hand"), (message.Browser, notice.GetProperty("title").GetString()));
        await Until.TrueAsync("an empty queue", async () => await house.CountAsync("push_message") == 0, Stop);
        Assert.Equal(0, house.Service.Waiting);
        Assert.Empty(await ByHandAtAsync(house, house.Owner.Account));
        Assert.Equal(["Car"], await ByHandAtAsync(house, house.Approver));
    }

    [Fact]
    public async Task OpenedByHand_ElsewhereThanAtAKeyBox_IsToldToWhomWishedIt_InTheWayThatWasChosen()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.TurnOnAsync(house.Approver, "approver");
        await house.ChooseAsync(house.Approver, NoticeKind.OpenedByHand, NoticeChannel.Push, on: true);
        await house.WishAsync(house.Owner.Account, isTold: true);
        await house.ChooseAsync(house.Owner.Account, NoticeKind.OpenedByHand, NoticeChannel.Mail, on: true);

        await EnterAsync(house, TimeProvider.System.GetUtcNow(), EntryKinds.OpenedByHand);
        await house.CatchUpAsync();

        Assert.Equal("owner", (await house.NextAsync()).Message.Browser);
        Assert.Equal((NoticeHouse.Mara, "Car opened by hand"), Assert.Single(await house.MailAsync()));
        await Until.TrueAsync("an empty queue", async () => await house.CountAsync("push_message") == 0, Stop);
        Assert.Equal(0, house.Service.Waiting);
        Assert.Equal(["Car"], await ByHandAtAsync(house, house.Owner.Account));
        Assert.Empty(await ByHandAtAsync(house, house.Approver));
    }

    [Fact]
    public async Task OpenedByHand_ToAViewer_IsToldOnlyWhenWished()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.MakeViewerAsync(house.Approver);
        await house.TurnOnAsync(house.Approver, "viewer");
        await house.ReportAsync(EventKinds.Locked);
        await EnterAsync(house, TimeProvider.System.GetUtcNow(), EntryKinds.OpenedByHand);
        await house.CatchUpAsync();
        Assert.Equal((0, 0), (await house.CountAsync("push_message"), house.Service.Waiting));

        await house.WishAsync(house.Approver, isTold: true);
        await EnterAsync(house, TimeProvider.System.GetUtcNow(), EntryKinds.OpenedByHand);

        Assert.Equal("viewer", (await house.NextAsync()).Message.Browser);
    }

    [Fact]
    public async Task QuietHours_HoldBackWhatIsNoAlarm_AndAnAlarmGoesThrough()
    {
        // 15:00 in Berlin.
        var time = new ManualTime();
        await using var house = await NoticeHouse.StartAsync(new PortalHostOptions { Time = time });
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.AskAsync(house.Owner.Account, async notices =>
        {
            await notices.SetQuietHoursAsync(new QuietHours(new TimeOnly(14, 0), new TimeOnly(16, 30), "Europe/Berlin"), Stop);
            return true;
        });

        await house.ReportAsync(EventKinds.LockJammed);
        await house.CatchUpAsync();
        Assert.Equal(0, house.Service.Waiting);
        var due = ManualTime.Start.AddMinutes(90).ToUnixTimeMilliseconds();
        Assert.Equal(1, await house.CountAsync($"push_message WHERE next_try_at = {due} AND urgent = 0"));
        Assert.Equal(1, await house.CountAsync($"mail WHERE next_try_at = {due} AND to_address = '{NoticeHouse.Mara}'"));

        await house.ReportAsync(EventKinds.Tamper);

        Assert.Equal("Somebody tampers with Car", (await house.NextAsync()).Notice.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Request_OfSeveralWindows_NamesDatesAndThePlaceWhereTheReadersClockDiffers_AndCanBeDeclinedOnTheSpot()
    {
        await using var house = await NoticeHouse.StartAsync(new PortalHostOptions { Time = new ManualTime() });
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.AskAsync(house.Owner.Account, async notices =>
        {
            await notices.SetQuietHoursAsync(new QuietHours(new TimeOnly(1, 0), new TimeOnly(2, 0), "Europe/Helsinki"), Stop);
            return true;
        });
        using var carrier = await FakeCarrier.AddAsync(
            house.Host, await house.Host.AddStaffAsync("operator@example.com", StaffRole.Operator, Stop), "Nordpost", Stop);
        var handle = await house.Host.Get<Database>().ReadAsync(connection => connection.QuerySingle<string>("SELECT handle FROM access_point"), Stop);
        var delivery = await carrier.RequestAsync(handle, ManualTime.Start, Stop, (10, 70), (130, 190));

        var notice = (await house.NextAsync()).Notice;

        Assert.Equal(
            "Sat 21 Nov, 15:10–16:10 (Berlin), or Sat 21 Nov, 17:10–18:10 (Berlin). It opens only if you approve.", notice.GetProperty("body").GetString());
        Assert.Equal(["decline"], notice.GetProperty("acts").EnumerateArray().Select(act => act.GetProperty("act").GetString()));
        using var mara = await house.Host.SignInAsync(NoticeHouse.Mara, Stop);
        Assert.Equal("Declined. Nothing was opened.", (await AnswerAsync(house, mara, new { act = "decline", delivery = delivery.Value })).Said);
        Assert.Equal(1, await house.CountAsync("delivery WHERE state = 'declined' AND reason = 'Not at this time.'"));
    }

    [Fact]
    public async Task Over_BeforeItWasTold_IsToldNoMore_AndAnAlarmOnAPhoneIsReplacedWithoutASound()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.ReportAsync(EventKinds.Tamper);
        var alarm = (await house.NextAsync()).Notice;
        await Until.TrueAsync("an empty queue", async () => await house.CountAsync("push_message") == 0, Stop);
        Assert.Equal(2, (await house.MailAsync()).Count);

        await house.ReportAsync(EventKinds.TamperCleared);

        var over = (await house.NextAsync()).Notice;
        Assert.Equal((alarm.GetProperty("tag").GetString(), true), (over.GetProperty("tag").GetString(), over.GetProperty("silent").GetBoolean()));
        Assert.Equal("Over: tamper", over.GetProperty("title").GetString());
        Assert.Empty(await house.MailAsync());
    }

    [Fact]
    public async Task Escalation_TellsWhoeverIsAskedInEveryWay_WhateverWasChosen()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Approver, "approver");
        await house.ChooseAsync(house.Approver, NoticeKind.Alarm, NoticeChannel.Push, on: false);
        await house.ChooseAsync(house.Approver, NoticeKind.Alarm, NoticeChannel.Mail, on: false);
        await house.ReportAsync(EventKinds.Tamper);
        await house.CatchUpAsync();
        Assert.Equal(0, house.Service.Waiting);

        // The owner at two minutes, the approver at five.
        await EscalateAsync(house);
        await EscalateAsync(house);

        var (message, notice) = await house.NextAsync();
        Assert.Equal("approver", message.Browser);
        Assert.StartsWith("Nobody has taken it yet, so you are asked.", notice.GetProperty("body").GetString(), StringComparison.Ordinal);
        await house.CatchUpAsync();
        Assert.Contains((await house.MailAsync()), mail => mail.To == NoticeHouse.Jonas);
    }

    [Fact]
    public async Task News_OlderThanAnHour_IsNotToldAsIfItWereNew()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.ChooseAsync(house.Owner.Account, NoticeKind.Delivered, NoticeChannel.Push, on: true);
        await EnterAsync(house, TimeProvider.System.GetUtcNow() - NoticeRules.Stale - TimeSpan.FromMinutes(1));
        await EnterAsync(house, TimeProvider.System.GetUtcNow());

        await house.NextAsync();
        await Until.TrueAsync("an empty queue", async () => await house.CountAsync("push_message") == 0, Stop);
        await house.CatchUpAsync();
        Assert.Equal(0, house.Service.Waiting);
    }

    [Fact]
    public async Task Restart_TellsWhatWaitedAndNothingTwice()
    {
        var data = Directory.CreateTempSubdirectory("portal-notices-");
        await using (var house = await NoticeHouse.StartAsync(new PortalHostOptions { Data = data }))
        {
            house.Service.Status = 503;
            await house.TurnOnAsync(house.Owner.Account, "owner");
            await house.ReportAsync(EventKinds.Tamper);
            await house.NextAsync();
            await house.CatchUpAsync();
            Assert.Equal((1, 2), (await house.CountAsync("push_message"), await house.CountAsync("mail")));

            // As a portal that died after it had told and before it had noted how far it was.
            await house.Host.Get<Database>().WriteAsync(tx => tx.Connection.Execute("UPDATE push_message SET next_try_at = 0"), Stop);
        }

        await using (var host = await PortalHost.StartAsync(new PortalHostOptions { Data = data }, Stop))
        {
            var newest = await host.Get<LedgerReader>().NewestAsync(Stop);
            await Until.TrueAsync(
                "the notifier",
                async () => await host.Get<Database>().ReadAsync(
                    connection => connection.QuerySingle<long>("SELECT position FROM ledger_follower WHERE name = 'notices'") >= newest, Stop),
                Stop);
            Assert.Equal(
                (1L, 2L),
                await host.Get<Database>().ReadAsync(
                    connection => (connection.ExecuteScalar<long>("SELECT count(*) FROM push_message"), connection.ExecuteScalar<long>("SELECT count(*) FROM mail")), Stop));
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task S25_Answer_FromANotification_TakesTheAlarm_AndUnlocksNothing()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.ReportAsync(EventKinds.DoorForcedOpen);
        var alert = (await house.NextAsync()).Notice.GetProperty("alert").GetString();
        using var mara = await house.Host.SignInAsync(NoticeHouse.Mara, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, (await AnswerAsync(house, mara, new { act = "unlock", alert })).Status);
        var taken = await AnswerAsync(house, mara, new { act = "acknowledge", alert });

        Assert.Equal(HttpStatusCode.OK, taken.Status);
        Assert.StartsWith("You are taking care of it.", taken.Said, StringComparison.Ordinal);
        Assert.Equal(1, await house.CountAsync("alert WHERE state = 'acknowledged'"));
        Assert.Equal(0, await house.CountAsync("command"));
        Assert.StartsWith("Not done:", (await AnswerAsync(house, mara, new { act = "acknowledge", alert })).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S27_Answer_WithoutOurOriginOrASession_ChangesNothing()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.ReportAsync(EventKinds.DoorForcedOpen);
        var alert = (await house.NextAsync()).Notice.GetProperty("alert").GetString();
        using var mara = await house.Host.SignInAsync(NoticeHouse.Mara, Stop);
        using var nobody = house.Host.NewVisitor();

        Assert.Equal(HttpStatusCode.Forbidden, (await AnswerAsync(house, mara, new { act = "acknowledge", alert }, "https://evil.example")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AnswerAsync(house, mara, new { act = "acknowledge", alert }, origin: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AnswerAsync(house, nobody, new { act = "acknowledge", alert })).Status);
        Assert.Equal(1, await house.CountAsync("alert WHERE state = 'open'"));
    }

    [Fact]
    public async Task S28_Answer_ToAnothersAlertOrDelivery_IsAnsweredAsNobodys()
    {
        await using var house = await NoticeHouse.StartAsync();
        var browser = await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.ReportAsync(EventKinds.DoorForcedOpen);
        var alert = (await house.NextAsync()).Notice.GetProperty("alert").GetString();
        await house.Host.AddOwnerAsync("stranger@example.com", Stop);
        using var stranger = await house.Host.SignInAsync("stranger@example.com", Stop);
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(
            await AnswerAsync(house, stranger, new { act = "acknowledge", alert = PortalId.New<AlertId>(now).Value }),
            await AnswerAsync(house, stranger, new { act = "acknowledge", alert }));
        Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync(house, stranger, new { act = "approve", delivery = PortalId.New<DeliveryId>(now).Value })).Status);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(house, stranger, "/notices/heard", new { to = browser.Value }));
        Assert.Equal(1, await house.CountAsync("alert WHERE state = 'open'"));
        Assert.Equal(1, await house.CountAsync("push_subscription WHERE heard_at IS NULL"));
    }

    [Fact]
    public async Task Renewed_PutsTheNewPlaceInTheOldOnesPlace()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "old");
        using var mara = await house.Host.SignInAsync(NoticeHouse.Mara, Stop);
        using var anew = new TestBrowser(house.Service.EndpointOf("new"));
        var renewed = new { before = house.Service.EndpointOf("old"), anew.Said.Endpoint, anew.Said.PublicKey, anew.Said.AuthSecret };

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(house, mara, "/notices/renewed", renewed));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(house, mara, "/notices/renewed", new { endpoint = "https://push.example/x" }));
        await house.ReportAsync(EventKinds.DoorForcedOpen);

        Assert.Equal("new", (await house.Service.NextAsync(Stop)).Browser);
        Assert.Equal(1, await house.CountAsync("push_subscription"));
    }

    [Fact]
    public async Task S28_Renewed_ByAnother_TakesNothingFromWhoseItIs()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "owner");
        await house.Host.AddOwnerAsync("stranger@example.com", Stop);
        using var stranger = await house.Host.SignInAsync("stranger@example.com", Stop);
        using var nobody = house.Host.NewVisitor();
        using var theirs = new TestBrowser(house.Service.EndpointOf("theirs"));
        var renewed = new { before = house.Service.EndpointOf("owner"), theirs.Said.Endpoint, theirs.Said.PublicKey, theirs.Said.AuthSecret };

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(house, nobody, "/notices/renewed", renewed));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(house, nobody, "/notices/key", new { }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(house, stranger, "/notices/renewed", renewed));
        await house.ReportAsync(EventKinds.DoorForcedOpen);

        Assert.Equal("owner", (await house.NextAsync()).Message.Browser);
    }

    [Fact]
    public async Task Test_OfABrowser_SaysShownOnlyAfterTheBrowsersOwnWord()
    {
        await using var house = await NoticeHouse.StartAsync();
        var browser = await house.TurnOnAsync(house.Owner.Account, "owner");
        using var mara = await house.Host.SignInAsync(NoticeHouse.Mara, Stop);

        var asked = house.AskAsync(house.Owner.Account, notices => notices.TestBrowserAsync(browser, Stop));
        var notice = (await house.NextAsync()).Notice;
        Assert.False(asked.IsCompleted);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(house, mara, "/notices/heard", new { to = notice.GetProperty("to").GetString() }));

        Assert.Equal(TestOutcome.Shown, await asked);
    }

    [Fact]
    public async Task Test_OfABrowserWhoseServiceIsAway_SaysFailed()
    {
        await using var house = await NoticeHouse.StartAsync();
        var browser = await house.TurnOnAsync(house.Owner.Account, "owner");
        house.Service.Status = 500;

        Assert.Equal(TestOutcome.Failed, await house.AskAsync(house.Owner.Account, notices => notices.TestBrowserAsync(browser, Stop)));
    }

    private static Task EscalateAsync(NoticeHouse house) => house.Host.Get<Database>().WriteAsync(
        tx =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var alert = tx.Connection.QuerySingle<string>("SELECT id FROM alert");
            house.Host.Services.GetServices<ITimerHandler>().Single(timer => timer.Kind == TimerKind.AlertEscalates).Fire(tx, alert, now, late: false, now);
        },
        Stop);

    private static async Task<IReadOnlyList<string>> ByHandAtAsync(NoticeHouse house, AccountId account) =>
        (await house.AskAsync(account, notices => notices.FindAsync(null, Stop)))?.ByHandAt ?? [];

    private static Task EnterAsync(NoticeHouse house, DateTimeOffset at, string kind = EntryKinds.DeliveryCompleted) => house.Host.Get<Database>().WriteAsync(
        tx => house.Host.Get<LedgerWriter>().Append(
            tx,
            at,
            new NewEntry { Kind = kind, Actor = Actor.Portal, At = at, Household = house.Owner.Household, AccessPoint = house.Car }),
        Stop);

    private static async Task<(HttpStatusCode Status, string? Said)> AnswerAsync(NoticeHouse house, HttpVisitor visitor, object body, string? origin = "")
    {
        using var answer = await SendAsync(house, visitor, "/notices/answer", body, origin);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text).GetProperty("said").GetString() : null);
    }

    private static async Task<HttpStatusCode> PostAsync(NoticeHouse house, HttpVisitor visitor, string path, object body)
    {
        using var answer = await SendAsync(house, visitor, path, body, "");
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(NoticeHouse house, HttpVisitor visitor, string path, object body, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (origin is not null)
            request.Headers.Add("Origin", origin.Length > 0 ? origin : house.Host.Address.GetLeftPart(UriPartial.Authority));
        return await visitor.SendAsync(request, Stop);
    }
}
