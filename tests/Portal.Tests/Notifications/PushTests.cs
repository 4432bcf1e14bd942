using System.Net;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Device.Protocol;
using Portal.Notifications;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

/// <summary>Messages from the queue to a browser's push service, and what its answers mean.</summary>
public sealed class PushTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alarm_GoesOutEncryptedWithNothingThatIsNobodysBusiness()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "phone");

        await house.ReportAsync(EventKinds.DoorForcedOpen);

        var (message, notice) = await house.NextAsync();
        Assert.Equal(("high", "aes128gcm"), (message.Headers["Urgency"], message.Headers["Content-Encoding"]));
        Assert.InRange(int.Parse(message.Headers["TTL"], System.Globalization.CultureInfo.InvariantCulture), 1, 4 * 3600);
        Assert.StartsWith("vapid t=", message.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(32, message.Headers["Topic"].Length);
        var title = notice.GetProperty("title").GetString() ?? "";
        Assert.Equal("Trunk opened without a code and without you", title);
        Assert.False(message.Holds(title));
        Assert.Equal(["acknowledge"], notice.GetProperty("acts").EnumerateArray().Select(act => act.GetProperty("act").GetString()));
        Assert.DoesNotContain("B-PT 2026", notice.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"lat", notice.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task S16_Removed_IsToldNothingFromThatMomentOn()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Approver, "theirs");
        await house.TurnOnAsync(house.Owner.Account, "mine");
        house.Service.Status = 503;
        await house.ReportAsync(EventKinds.Tamper);
        await house.NextAsync();
        await house.NextAsync();
        Assert.Contains(await house.MailAsync(), mail => mail.To == NoticeHouse.Jonas);

        var change = new MemberChange(house.Owner.Account, IsFresh: true, house.Owner.Household, house.Approver);
        Assert.Equal(MemberOutcome.Done, await house.Host.Get<Members>().RemoveAsync(change, Stop));

        Assert.Equal(1, await house.CountAsync("push_subscription"));
        Assert.DoesNotContain(await house.MailAsync(), mail => mail.To == NoticeHouse.Jonas);
        house.Service.Status = 201;
        await house.ReportAsync(EventKinds.DoorForcedOpen);
        Assert.Equal("mine", (await house.NextAsync()).Message.Browser);
        await house.CatchUpAsync();
        Assert.Equal(0, await house.Host.Get<Database>().ReadAsync(
            connection => connection.ExecuteScalar<long>(
                "SELECT count(*) FROM push_message JOIN push_subscription ON push_subscription.id = subscription_id WHERE account_id = @Approver", new { house.Approver }),
            Stop));
    }

    [Fact]
    public async Task S16_MessageThatWaits_IsNotSentToWhoeverLeftTheHouseholdButIsStillSignedIn()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Approver, "theirs");
        await house.TurnOnAsync(house.Owner.Account, "mine");
        await house.Host.Get<Database>().WriteAsync(
            tx =>
            {
                HouseholdStore.DeleteMember(tx, house.Owner.Household, house.Approver);
                Put(tx, house, house.Approver, house.Owner.Household);
                Put(tx, house, house.Owner.Account, house.Owner.Household);
            },
            Stop);

        Assert.Equal("mine", (await house.NextAsync()).Message.Browser);
        await Until.TrueAsync("an empty queue", async () => await house.CountAsync("push_message") == 0, Stop);
        Assert.Equal(0, house.Service.Waiting);
    }

    [Fact]
    public async Task S16_SignedOut_ThatBrowserIsToldNoMore()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "phone");
        var session = await house.Host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<SessionId>("SELECT session_id FROM push_subscription"), Stop);

        await house.Host.Get<Sessions>().EndAsync(session, Stop);

        Assert.Equal(0, await house.CountAsync("push_subscription"));
    }

    [Theory]
    [InlineData(404, "en", "Firefox on Linux is not told any more")]
    [InlineData(410, "de", "Firefox on Linux erfährt nichts mehr")]
    public async Task Gone_EndsTheBrowserAndTellsItsPersonByMail(int status, string language, string subject)
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.SpeakAsync(house.Owner.Account, language);
        await house.TurnOnAsync(house.Owner.Account, "phone");
        house.Service.Status = status;

        await PutAsync(house);

        await house.NextAsync();
        await Until.TrueAsync("the end of the browser", async () => await house.CountAsync("push_subscription") == 0, Stop);
        Assert.Equal((NoticeHouse.Mara, subject), Assert.Single(await house.MailAsync()));
        Assert.Equal(0, await house.CountAsync("push_message"));
    }

    [Fact]
    public async Task Busy_IsTriedAgainWhenTheServiceWantsIt_AndThenArrives()
    {
        var time = new ManualTime();
        await using var house = await NoticeHouse.StartAsync(new PortalHostOptions { Time = time });
        var browser = await house.TurnOnAsync(house.Owner.Account, "phone");
        (house.Service.Status, house.Service.RetryAfter) = (429, "120");
        await PutAsync(house);
        await house.NextAsync();
        await Until.TrueAsync("a note of it", async () => (await FindAsync(house, browser))?.Fault == PushFault.NotTaken, Stop);

        (house.Service.Status, house.Service.RetryAfter) = (201, null);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, house.Service.Waiting);
        time.Advance(TimeSpan.FromSeconds(61));

        await house.NextAsync();
        await Until.TrueAsync("a note of it", async () => (await FindAsync(house, browser)) is { Fault: null, TakenAt: not null }, Stop);
    }

    [Fact]
    public async Task Busy_UntilItIsTooLate_IsNotSentAnyMore()
    {
        var time = new ManualTime();
        await using var house = await NoticeHouse.StartAsync(new PortalHostOptions { Time = time });
        await house.TurnOnAsync(house.Owner.Account, "phone");
        (house.Service.Status, house.Service.RetryAfter) = (503, "3600");
        await PutAsync(house);
        await house.NextAsync();
        await Until.TrueAsync("a later try", async () => await CountAsync(house, "tries = 1") == 1, Stop);

        time.SetUtcNow(time.GetUtcNow() + TimeSpan.FromHours(2));
        time.Advance(TimeSpan.FromSeconds(60));

        await Until.TrueAsync("an empty queue", async () => await house.CountAsync("push_message") == 0, Stop);
        Assert.Equal(0, house.Service.Waiting);
    }

    [Fact]
    public async Task S06_ServiceThatNeverAnswers_HoldsUpNobodyElse()
    {
        await using var house = await NoticeHouse.StartAsync();
        house.Service.Silent = "silent";
        for (var i = 0; i < 12; i++)
            await house.TurnOnAsync(house.Approver, $"silent-{i}");
        await house.TurnOnAsync(house.Owner.Account, "phone");
        await house.Host.Get<Database>().WriteAsync(tx => Put(tx, house, house.Approver, house.Owner.Household), Stop);
        List<string> reached = [(await house.Service.NextAsync(Stop)).Browser];

        await PutAsync(house);

        while (reached[^1] != "phone")
            reached.Add((await house.Service.NextAsync(Stop)).Browser);
        Assert.InRange(reached.Count, 2, 1 + PushStore.MostOfOneAccount);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(403)]
    public async Task S34_RedirectOrRefusal_IsNotFollowedAndIsSaid(int status)
    {
        await using var house = await NoticeHouse.StartAsync();
        var browser = await house.TurnOnAsync(house.Owner.Account, "phone");
        house.Service.Status = status;

        await PutAsync(house);

        Assert.Equal("phone", (await house.NextAsync()).Message.Browser);
        await Until.TrueAsync("a note of it", async () => (await FindAsync(house, browser))?.Fault == PushFault.Refused, Stop);
        Assert.Equal(0, house.Service.Waiting);
    }

    [Theory]
    [InlineData("http://push.example.net/1")]
    [InlineData("https://user@push.example.net/1")]
    [InlineData("https://10.0.0.1/1")]
    [InlineData("https://[fd00::1]/1")]
    [InlineData("https://[::ffff:127.0.0.1]/1")]
    [InlineData("https://localhost/1")]
    [InlineData("https://127.0.0.1/1")]
    [InlineData("file:///etc/passwd")]
    public async Task S34_EndpointThatIsNotOutInTheWorld_IsRefused(string endpoint)
    {
        await using var house = await NoticeHouse.StartAsync(Public());
        using var browser = new TestBrowser(endpoint);

        Assert.Equal(AddBrowserOutcome.NotUsable, await house.AskAsync(house.Owner.Account, notices => notices.AddBrowserAsync(browser.Said, Stop)));
    }

    [Fact]
    public async Task S34_NameThatLeadsHere_IsNotConnectedTo()
    {
        await using var house = await NoticeHouse.StartAsync(Public());
        using var browser = new TestBrowser(house.Service.EndpointOf("inside"));
        var session = await house.Host.StartSessionAsync(house.Owner.Account, Stop);
        var id = PortalId.New<PushBrowserId>(TimeProvider.System.GetUtcNow());

        // As if its name had led elsewhere when it was turned on.
        await house.Host.Get<Database>().WriteAsync(
            tx => PushBrowserStore.Insert(
                tx,
                new NewBrowser
                {
                    Id = id, Account = house.Owner.Account, Session = session.Id, Endpoint = browser.Said.Endpoint,
                    KeysSealed = house.Host.Get<PushSeal>().Close(browser.Keys), Name = "Inside",
                },
                TimeProvider.System.GetUtcNow()),
            Stop);
        await PutAsync(house);

        await Until.TrueAsync("a failed try", async () => (await FindAsync(house, id))?.Fault == PushFault.NotReached, Stop);
        Assert.Equal(0, house.Service.Waiting);
    }

    [Fact]
    public async Task S36_WhereABrowserIsReached_IsNotInTheDatabase()
    {
        await using var house = await NoticeHouse.StartAsync();
        await house.TurnOnAsync(house.Owner.Account, "a-browser-to-be-found");

        Assert.True(house.Host.DatabaseHolds("Firefox on Linux"));
        Assert.False(house.Host.DatabaseHolds("a-browser-to-be-found"));
    }

    [Fact]
    public async Task Browsers_AreAtMostTwenty_AndOneHasOneAccount()
    {
        await using var house = await NoticeHouse.StartAsync();
        for (var i = 0; i < PushBrowserStore.MostOfOne + 2; i++)
            await house.TurnOnAsync(house.Owner.Account, "phone-" + i);
        Assert.Equal(PushBrowserStore.MostOfOne, await house.CountAsync("push_subscription"));

        await house.TurnOnAsync(house.Approver, "phone-21");

        Assert.Equal(PushBrowserStore.MostOfOne, await house.CountAsync("push_subscription"));
        Assert.DoesNotContain(
            (await house.AskAsync(house.Owner.Account, notices => notices.FindAsync(house.Service.EndpointOf("phone-21"), Stop)))?.Browsers ?? [], one => one.IsThis);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void S34_PublicAddress_IsOnlyWhatIsGivenOut(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.IsPublic(IPAddress.Parse(address)));

    /// <summary>A portal that is out in the world itself, and so may not reach this machine.</summary>
    private static PortalHostOptions Public() =>
        new() { Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portal:PublicUrl"] = "https://portal.example" } };

    private static async Task<PushBrowserView?> FindAsync(NoticeHouse house, PushBrowserId browser) =>
        (await house.AskAsync(house.Owner.Account, notices => notices.FindAsync(endpoint: null, Stop)))?.Browsers.FirstOrDefault(one => one.Id == browser);

    private static Task<long> CountAsync(NoticeHouse house, string where) => house.CountAsync("push_message WHERE " + where);

    private static Task PutAsync(NoticeHouse house) =>
        house.Host.Get<Database>().WriteAsync(tx => Put(tx, house, house.Owner.Account, house.Owner.Household), Stop);

    private static void Put(Transaction tx, NoticeHouse house, AccountId account, HouseholdId household)
    {
        var now = house.Host.Get<TimeProvider>().GetUtcNow();
        house.Host.Get<PushOut>().Put(
            tx,
            new NewPush
            {
                Account = account, Household = household, Urgent = false, Payload = """{"title":"Hello"}""", PutAt = now, NotBefore = now, ExpiresAt = now.AddHours(1),
            });
    }
}
