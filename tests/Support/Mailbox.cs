using System.Text.RegularExpressions;
using Dapper;
using Portal.Accounts;
using Portal.Notifications;
using Portal.Storage;

namespace Portal.Tests.Support;

/// <summary>What waits to be delivered to an address, as its reader would see it: there is no mail server in a test.</summary>
internal static partial class Mailbox
{
    public static Task<IReadOnlyList<OutgoingMail>> MailsToAsync(this PortalHost host, string address, CancellationToken cancellationToken) =>
        host.Get<Database>().ReadAsync<IReadOnlyList<OutgoingMail>>(
            connection => connection.Query<(string Subject, byte[] Text)>(
                    "SELECT subject, text_sealed FROM mail WHERE to_address = @address AND text_sealed IS NOT NULL ORDER BY id", new { address })
                .Select(row => new OutgoingMail(address, row.Subject, host.Get<MailOut>().Open(row.Text)))
                .ToList(),
            cancellationToken);

    /// <summary>The path of the link in the newest mail to the address that has one below <paramref name="page"/>.</summary>
    public static async Task<string> LinkToAsync(this PortalHost host, string address, string page, CancellationToken cancellationToken) =>
        (await host.MailsToAsync(address, cancellationToken))
            .Select(mail => Link().Match(mail.Text).Groups["path"].Value)
            .Last(path => path.StartsWith(page + "/", StringComparison.Ordinal));

    [GeneratedRegex("""https?://[^/\s]+(?<path>/\S+/\S+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
