using System.Text.Json;
using Portal.Tests.Device;

namespace Portal.Tests.Notifications;

/// <summary>A mail server of other people's making (npm smtp-server) on this machine; it says each message that it took.</summary>
internal sealed class SmtpScript : IDisposable
{
    private readonly NodeScript _script;

    private SmtpScript(NodeScript script) => _script = script;

    public int Port { get; private set; }

    /// <param name="port">Where it listens; 0 for anywhere.</param>
    /// <param name="secured">Certificate file, key file, user and password: then it asks for STARTTLS and a sign-in.</param>
    public static async Task<SmtpScript> StartAsync(int port = 0, params string[] secured)
    {
        var script = new SmtpScript(new NodeScript("smtp.mjs", [port.ToString(System.Globalization.CultureInfo.InvariantCulture), .. secured]));
        script.Port = (await script.SaidAsync("listening")).GetProperty("port").GetInt32();
        return script;
    }

    /// <summary>The settings of a portal that sends through it.</summary>
    public Dictionary<string, string?> Settings => SettingsFor(Port);

    public static Dictionary<string, string?> SettingsFor(int port) => new(StringComparer.Ordinal)
    {
        ["Portal:Mail:Host"] = "localhost",
        ["Portal:Mail:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Portal:Mail:Security"] = "none",
        ["Portal:Mail:From"] = "portal@example.com",
    };

    /// <summary>The next message that it took.</summary>
    public async Task<TakenMail> MailAsync()
    {
        var said = await SaidAsync("mail");
        return JsonSerializer.Deserialize<TakenMail>(said, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("It said nothing.");
    }

    public void Dispose() => _script.Dispose();

    private async Task<JsonElement> SaidAsync(string what)
    {
        var said = JsonSerializer.Deserialize<JsonElement>(await _script.SaidAsync());
        Assert.Equal(what, said.GetProperty("said").GetString());
        return said;
    }
}

/// <summary>A message as the mail server read it.</summary>
internal sealed record TakenMail(
    IReadOnlyList<string> To, string From, bool Secure, string? User, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers, string Body)
{
    public string Subject => Assert.Single(Headers["subject"]);
}
