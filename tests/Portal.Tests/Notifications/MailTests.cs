using System.Net;
using System.Net.Sockets;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Client.Operator;
using Portal.Notifications;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

/// <summary>Mail from the transaction that it belongs to until a real mail server has taken it.</summary>
public sealed class MailTests
{
    private static readonly OutgoingMail Some = new("mara@example.com", "A parcel for the car", "Nordpost asks for 16:00–17:00.\n");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_WithLettersOfTheWorld_ArrivesAsItWasWritten()
    {
        using var server = await SmtpScript.StartAsync();
        await using var host = await StartAsync(server.Settings);
        const string Text = "Straße 5, 日本, ✓\nhttps://portal.example/x/aGVsbG8_-\n.\n..and a line with a dot = 100 %\n";

        await PutAsync(host, new OutgoingMail("mara@example.com", "Grüße: Tür, 日本 – 4 of 4", Text));

        var mail = await server.MailAsync();
        Assert.Equal(("Grüße: Tür, 日本 – 4 of 4", "portal@example.com"), (mail.Subject, mail.From));
        Assert.Equal(Text.TrimEnd(), mail.Body.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("auto-generated", Assert.Single(mail.Headers["auto-submitted"]));
        await EmptyAsync(host);
    }

    [Theory]
    [InlineData("Parcel for Eve\r\nBcc: thief@example.com\r\n\r\nClick here")]
    [InlineData("Parcel for Eve\nX-Evil: 1")]
    [InlineData("Parcel\u2028for\u0000Eve\u0085")]
    public async Task S33_Subject_WithLinesInAName_StaysOneLineToOnePerson(string subject)
    {
        using var server = await SmtpScript.StartAsync();
        await using var host = await StartAsync(server.Settings);

        await PutAsync(host, Some with { Subject = subject, Text = "Hello\r\n.\r\nMAIL FROM:<thief@example.com>\r\n" });

        var mail = await server.MailAsync();
        Assert.Equal(["mara@example.com"], mail.To);
        Assert.StartsWith("Parcel", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("MAIL FROM", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Headers.Keys, name => name is "bcc" or "x-evil");
    }

    [Theory]
    [InlineData("mara@example.com\r\nRCPT TO:<thief@example.com>")]
    [InlineData("mara@example.com, thief@example.com")]
    [InlineData("no address")]
    [InlineData("jörg@example.com")]
    [InlineData("mara@ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää.com")]
    public async Task S33_Address_ThatIsNone_IsGivenUpAndHoldsUpNobody(string address)
    {
        using var server = await SmtpScript.StartAsync();
        await using var host = await StartAsync(server.Settings);

        await PutAsync(host, Some with { To = address }, Some);

        Assert.Equal(["mara@example.com"], (await server.MailAsync()).To);
        Assert.Equal(MailFault.AddressRefused, (await FailureAsync(host, address))?.Fault);
    }

    [Fact]
    public async Task Mail_OfATransactionThatFailed_IsNeverSent()
    {
        using var server = await SmtpScript.StartAsync();
        await using var host = await StartAsync(server.Settings);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<Database>().WriteAsync(
            tx =>
            {
                host.Get<IMailOut>().Put(tx, Some with { Subject = "Never" });
                throw new InvalidOperationException("Something else went wrong.");
            },
            Stop));
        await PutAsync(host, Some);

        Assert.Equal(Some.Subject, (await server.MailAsync()).Subject);
    }

    [Fact]
    public async Task Server_DownThenUp_IsSaidAndThenDelivered()
    {
        var time = new ManualTime();
        var port = FreePort();
        await using var host = await StartAsync(SmtpScript.SettingsFor(port), time);
        await PutAsync(host, Some);
        await Until.TrueAsync("a failed try", async () => await FailureAsync(host) is not null, Stop);
        Assert.Equal((time.GetUtcNow(), MailFault.NotReached), await FailureAsync(host));
        Assert.NotNull(await host.Get<Database>().ReadAsync(MailStore.FailureOfServer, Stop));

        using var server = await SmtpScript.StartAsync(port);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Some.Subject, (await server.MailAsync()).Subject);
        await EmptyAsync(host);
        Assert.Null(await FailureAsync(host));
    }

    [Fact]
    public async Task Server_Down_IsSaidToTheOperatorAloneWithoutAnAddress()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(SmtpScript.SettingsFor(FreePort()), time);
        var staff = await host.AddStaffAsync("operator@example.org", StaffRole.Operator, Stop);
        var owner = await host.AddOwnerAsync("owner@example.org", Stop);
        await PutAsync(host, Some);
        await Until.TrueAsync("a failed try", async () => await FailureAsync(host) is not null, Stop);

        var queue = await QueueAsync(host, staff);

        Assert.Equal(
            new MailQueueView { HasServer = true, Waiting = 1, OldestAt = time.GetUtcNow(), Fault = MailFault.NotReached, FailingSince = time.GetUtcNow() },
            queue);
        Assert.Null(await QueueAsync(host, owner.Account));
    }

    [Fact]
    public async Task S06_QueueFullOfMailAboutAccounts_KeepsRoomForAlarms()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(SmtpScript.SettingsFor(FreePort()), time);
        var house = (await host.AddOwnerAsync("owner@example.org", Stop)).Household;
        await host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute(
                """
                WITH RECURSIVE place(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM place WHERE number < @half)
                INSERT INTO mail (message_id, to_address, subject, text_sealed, put_at, next_try_at)
                SELECT number, 'filler' || number || '@example.com', 'Filler', x'00', @later, @later FROM place
                """,
                new { half = MailOut.Most / 2, later = time.GetUtcNow().AddDays(1) }),
            Stop);

        await PutAsync(host, Some);
        await host.Get<Database>().WriteAsync(
            tx => host.Get<MailOut>().Put(tx, Some with { Subject = "Alarm" }, "alert", house, time.GetUtcNow()), Stop);

        Assert.Equal((0, 1), (await CountAsync(host, $"subject = '{Some.Subject}'"), await CountAsync(host, "subject = 'Alarm'")));
    }

    [Fact]
    public async Task Server_DownForThreeDays_IsGivenUpWithoutTheText()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(SmtpScript.SettingsFor(FreePort()), time);
        await PutAsync(host, Some);
        await Until.TrueAsync("a failed try", async () => await FailureAsync(host) is not null, Stop);
        var since = time.GetUtcNow();

        time.SetUtcNow(since + MailDelivery.Lasts);
        time.Advance(TimeSpan.FromMinutes(1));
        await Until.TrueAsync("giving up", async () => await CountAsync(host, "next_try_at IS NULL AND text_sealed IS NULL") == 1, Stop);

        Assert.Equal((since, MailFault.NotReached), await FailureAsync(host));
    }

    [Fact]
    public async Task Address_ThatTheServerDoesNotKnow_IsGivenUpAtOnce()
    {
        using var server = await SmtpScript.StartAsync();
        await using var host = await StartAsync(server.Settings);

        await PutAsync(host, Some with { To = "nobody@example.com" }, Some with { To = "later@example.com" }, Some);

        Assert.Equal(["mara@example.com"], (await server.MailAsync()).To);
        Assert.Equal(MailFault.AddressRefused, (await FailureAsync(host, "nobody@example.com"))?.Fault);
        Assert.Equal(MailFault.NotTaken, (await FailureAsync(host, "later@example.com"))?.Fault);
        await Until.TrueAsync("the rest of the queue", async () => await CountAsync(host, "next_try_at IS NOT NULL") == 1, Stop);
        Assert.Null(await FailureAsync(host));
    }

    [Fact]
    public async Task Server_WithACertificateOfItsOwn_IsToldNothing()
    {
        using var keys = new SelfMadeAuthority();
        using var server = await SmtpScript.StartAsync(0, keys.CertificateFile, keys.KeyFile, "portal", "hush");
        await using var host = await StartAsync(Encrypted(server));

        await PutAsync(host, Some);

        await Until.TrueAsync("a failed try", async () => await FailureAsync(host) is not null, Stop);
        Assert.Equal(MailFault.NotReached, (await FailureAsync(host))?.Fault);
    }

    [Fact]
    public async Task S36_WaitingMail_CannotBeReadInTheDatabase_AndIsSentEncryptedAfterARestart()
    {
        using var keys = new SelfMadeAuthority();
        var data = Directory.CreateTempSubdirectory("portal-mail-");
        var address = new Uri($"http://localhost:{FreePort()}/");
        const string Link = "https://portal.example/recover/s3cr3tT0ken";
        await using (var host = await PortalHost.StartAsync(new PortalHostOptions { Data = data }, Stop))
        {
            await PutAsync(host, Some with { Text = Link });
            Assert.True(host.DatabaseHolds(Some.Subject));
            Assert.False(host.DatabaseHolds("s3cr3tT0ken"));
        }

        using var server = await SmtpScript.StartAsync(0, keys.CertificateFile, keys.KeyFile, "portal", "hush");
        using var portal = PortalServer.Start(
            address,
            data,
            [
                .. Encrypted(server).Select(one => KeyValuePair.Create(one.Key.Replace(":", "__", StringComparison.Ordinal), one.Value ?? "")),
                KeyValuePair.Create("SSL_CERT_FILE", keys.AuthorityFile),
            ]);

        var mail = await server.MailAsync();
        await portal.KillAsync(Stop);
        data.Delete(recursive: true);
        Assert.Equal((true, "portal", Link), (mail.Secure, mail.User, mail.Body.Trim()));
    }

    [Fact]
    public async Task Development_WithoutAServer_MakesAFileThatCanBeRead()
    {
        await using var host = await PortalHost.StartAsync(new PortalHostOptions { Environment = "Development" }, Stop);

        const string Address = "https://localhost/confirm/aGVsbG8_-aGVsbG8_-aGVsbG8_-aGVsbG8_-aGVsbG8_-aGVsbG8_-aGVsbG8_-aGVsbG8_-aGVsbG8_-";

        await PutAsync(host, Some with { Text = Address + "\n" });

        // Beside those of the demo's household.
        await EmptyAsync(host);
        var files = Directory.GetFiles(Path.Combine(host.Folder, "mail"), "*.eml").Select(File.ReadAllText);
        Assert.Single(files, file => file.Contains(Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Production_WithoutAServer_SendsNothingAndSaysSo()
    {
        await using var host = await PortalHost.StartAsync(Stop);

        await PutAsync(host, Some);

        await Until.TrueAsync("a word about it", async () => await FailureAsync(host) is { Fault: MailFault.NoServer }, Stop);
        Assert.False(Directory.Exists(Path.Combine(host.Folder, "mail")));
    }

    private static Task<PortalHost> StartAsync(Dictionary<string, string?> settings, TimeProvider? time = null) =>
        PortalHost.StartAsync(new PortalHostOptions { Settings = settings, Time = time ?? TimeProvider.System }, Stop);

    private static Dictionary<string, string?> Encrypted(SmtpScript server) => new(server.Settings, StringComparer.Ordinal)
    {
        ["Portal:Mail:Security"] = "starttls",
        ["Portal:Mail:User"] = "portal",
        ["Portal:Mail:Password"] = "hush",
    };

    private static Task PutAsync(PortalHost host, params IEnumerable<OutgoingMail> mails) =>
        host.Get<Database>().WriteAsync(
            tx =>
            {
                foreach (var mail in mails)
                    host.Get<IMailOut>().Put(tx, mail);
            },
            Stop);

    private static Task<(DateTimeOffset Since, MailFault Fault)?> FailureAsync(PortalHost host, string address = "mara@example.com") =>
        host.Get<Database>().ReadAsync(connection => MailStore.FailureOf(connection, address), Stop);

    private static async Task<MailQueueView?> QueueAsync(PortalHost host, AccountId account)
    {
        await using var page = await host.OpenPageAsync(account, Stop);
        return await page.ServiceProvider.GetRequiredService<IOperatorSystem>().FindMailAsync(Stop);
    }

    private static Task<long> CountAsync(PortalHost host, string where) =>
        host.Get<Database>().ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM mail WHERE " + where), Stop);

    private static Task EmptyAsync(PortalHost host) => Until.TrueAsync("an empty queue", async () => await CountAsync(host, "true") == 0, Stop);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
