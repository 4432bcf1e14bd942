using System.Data.Common;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>How whoever is signed in is told, asked anew at each call (S26).</summary>
internal sealed class Notices(CurrentMember member, Database database, PushBrowsers browsers, MailTrials mailTrials, NoticeMeans means) : INotices
{
    public async Task<NoticeSettingsView?> FindAsync(string? endpoint, CancellationToken cancellationToken) =>
        await member.AccountAsync(cancellationToken) is { } account
            ? await database.ReadAsync(connection => View(connection, account, endpoint), cancellationToken)
            : null;

    public Task ChooseAsync(NoticeKind kind, NoticeChannel channel, bool on, CancellationToken cancellationToken) =>
        WriteAsync((tx, account) => NoticeChoiceStore.Choose(tx, account, kind, channel, on), cancellationToken);

    public Task SetQuietHoursAsync(QuietHours? hours, CancellationToken cancellationToken) =>
        WriteAsync((tx, account) => NoticeChoiceStore.SetQuietHours(tx, account, hours), cancellationToken);

    public async Task<AddBrowserOutcome> AddBrowserAsync(BrowserKeys said, CancellationToken cancellationToken) =>
        await member.SessionAsync(cancellationToken) is { } session
            ? await browsers.AddAsync(session, said, before: null, cancellationToken)
            : AddBrowserOutcome.SignedOut;

    public async Task<bool> RemoveBrowserAsync(PushBrowserId browser, CancellationToken cancellationToken) =>
        await member.AccountAsync(cancellationToken) is { } account && await browsers.RemoveAsync(account, browser, cancellationToken);

    public async Task<TestOutcome> TestBrowserAsync(PushBrowserId browser, CancellationToken cancellationToken) =>
        await member.AccountAsync(cancellationToken) is { } account
            ? await browsers.TestAsync(account, browser, cancellationToken)
            : TestOutcome.NotFound;

    public async Task<TestOutcome> TestMailAsync(CancellationToken cancellationToken) =>
        await member.AccountAsync(cancellationToken) is { } account
            ? await mailTrials.TestAsync(account, cancellationToken)
            : TestOutcome.NotFound;

    private async Task WriteAsync(Action<Transaction, AccountId> write, CancellationToken cancellationToken)
    {
        if (await member.AccountAsync(cancellationToken) is { } account)
            await database.WriteAsync(tx => write(tx, account), cancellationToken);
    }

    private NoticeSettingsView? View(DbConnection connection, AccountId account, string? endpoint)
    {
        if (NoticeChoiceStore.Find(connection, account) is not { } owner)
            return null;
        var choices = NoticeChoiceStore.List(connection, account);
        var role = owner.Role is null ? (MemberRole?)null : Words.Parse<MemberRole>(owner.Role);
        bool IsOn(NoticeKind kind, NoticeChannel channel) =>
            choices.TryGetValue((kind, channel), out var chosen) ? chosen : NoticeDefaults.IsOn(kind, channel, role ?? MemberRole.Viewer);
        var failure = MailStore.FailureOf(connection, owner.Email);
        return new NoticeSettingsView
        {
            PushKey = means.PushKey,
            Browsers = PushBrowserStore.List(connection, account, endpoint),
            Lines = [.. Enum.GetValues<NoticeKind>().Select(kind => new NoticeLine(kind, IsOn(kind, NoticeChannel.Push), IsOn(kind, NoticeChannel.Mail)))],
            ByHandAt = NoticeChoiceStore.ByHandAt(connection, account),
            Quiet = owner.Quiet,
            TimeZone = owner.TimeZone ?? owner.HouseholdZone ?? "Etc/UTC",
            Email = owner.Email,
            IsEmailConfirmed = owner.EmailConfirmed,
            MailFault = means.HasMail ? failure?.Fault : MailFault.NoServer,
            MailFailingSince = failure?.Since,
            MailFolder = means.MailFolder,
            Role = role,
        };
    }
}
