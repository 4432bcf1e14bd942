using System.Globalization;
using System.Text.Json;

namespace Portal.Browser.Tests.Support;

/// <summary>A mail server of other people's making (npm smtp-server, set up by tests/run.sh), and what people find in their mailbox.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly ConsoleProcess _program;

    private MailServer(ConsoleProcess program) => _program = program;

    /// <summary>The settings of a portal that sends through it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; private set; } = [];

    public static async Task<MailServer> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Checkout.Root, "tests", "contract");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "npm ci was not run in tests/contract.");
        var server = new MailServer(ConsoleProcess.Run("node", [Path.Combine(folder, "smtp.mjs"), "0"], []));
        var listening = await server._program.ReadAsync("\"listening\",\"port\":", cancellationToken);
        server.Settings =
        [
            new("Portal__Mail__Host", "localhost"),
            new("Portal__Mail__Port", int.Parse(listening.TrimEnd('}'), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
            new("Portal__Mail__Security", "none"),
            new("Portal__Mail__From", "portal@example.com"),
        ];
        return server;
    }

    /// <summary>The first link to this page that anybody was sent.</summary>
    /// <param name="page">The beginning of its path: <c>/recover/</c>.</param>
    /// <param name="cancellationToken">Ends the waiting for it.</param>
    public async Task<string> FindLinkAsync(string page, CancellationToken cancellationToken)
    {
        var rest = await _program.ReadAsync(page, cancellationToken);
        return page + string.Concat(rest.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));
    }

    /// <summary>Somebody was sent a mail about this.</summary>
    public Task SeeAsync(string subject, CancellationToken cancellationToken) =>
        _program.ReadAsync(JsonSerializer.Serialize(subject), cancellationToken);

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
