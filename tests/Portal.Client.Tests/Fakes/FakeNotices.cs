using Portal.Client.Accounts;
using Portal.Client.Notifications;

namespace Portal.Client.Tests.Fakes;

/// <summary>How Mara is told; what she chooses becomes true here.</summary>
internal sealed class FakeNotices : INotices
{
    public NoticeSettingsView View { get; set; } = new()
    {
        PushKey = "BKey",
        Browsers = [],
        Lines = [.. Enum.GetValues<NoticeKind>().Select(kind => new NoticeLine(kind, Push: true, Mail: false))],
        ByHandAt = ["Volvo V60"],
        Quiet = null,
        TimeZone = Sample.Zone,
        Email = "mara@example.com",
        IsEmailConfirmed = true,
        MailFault = null,
        MailFailingSince = null,
        MailFolder = null,
        Role = MemberRole.Owner,
    };

    public AddBrowserOutcome AddOutcome { get; set; }

    public TestOutcome TestOutcome { get; set; }

    public BrowserKeys? Added { get; private set; }

    public static PushBrowserView Browser(string name, bool isThis = false) => new()
    {
        Id = Sample.Id<PushBrowserId>(name), Name = name, Since = Sample.Now.AddDays(-3), IsThis = isThis,
    };

    public Task<NoticeSettingsView?> FindAsync(string? endpoint, CancellationToken cancellationToken) => Task.FromResult<NoticeSettingsView?>(View);

    public Task ChooseAsync(NoticeKind kind, NoticeChannel channel, bool on, CancellationToken cancellationToken)
    {
        View = View with
        {
            Lines = [.. View.Lines.Select(line => line.Kind != kind ? line : channel == NoticeChannel.Push ? line with { Push = on } : line with { Mail = on })],
        };
        return Task.CompletedTask;
    }

    public Task SetQuietHoursAsync(QuietHours? hours, CancellationToken cancellationToken)
    {
        View = View with { Quiet = hours };
        return Task.CompletedTask;
    }

    public Task<AddBrowserOutcome> AddBrowserAsync(BrowserKeys keys, CancellationToken cancellationToken)
    {
        Added = keys;
        if (AddOutcome is AddBrowserOutcome.Added)
            View = View with { Browsers = [Browser(keys.Name, isThis: true), .. View.Browsers] };
        return Task.FromResult(AddOutcome);
    }

    public Task<bool> RemoveBrowserAsync(PushBrowserId browser, CancellationToken cancellationToken)
    {
        View = View with { Browsers = [.. View.Browsers.Where(one => one.Id != browser)] };
        return Task.FromResult(true);
    }

    public Task<TestOutcome> TestBrowserAsync(PushBrowserId browser, CancellationToken cancellationToken) => Task.FromResult(TestOutcome);

    public Task<TestOutcome> TestMailAsync(CancellationToken cancellationToken) => Task.FromResult(TestOutcome);
}
