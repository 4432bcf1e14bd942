using Microsoft.Extensions.Options;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>A wrong setting stops the start and says what is allowed.</summary>
public sealed class SettingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Portal:PublicUrl", "portal.example", "for example https://portal.example")]
    [InlineData("Portal:PublicUrl", "ftp://portal.example", "for example https://portal.example")]
    [InlineData("Portal:PublicUrl", "https://portal.example/app", "more than scheme, host and port")]
    [InlineData("Portal:PublicUrl", "https://a:b@portal.example", "more than scheme, host and port")]
    [InlineData("Portal:PublicUrl", "http://portal.example", "allowed outside of Development: https, or http on localhost")]
    [InlineData("Portal:Keys:Directory", "", "a folder that the portal may write to")]
    [InlineData("Portal:Keys:Directory", "/dev/null/keys", "no folder that the portal may write to")]
    [InlineData("Portal:Limits:GuessesPerMinute", "0", "allowed: 1 to 100000")]
    [InlineData("Portal:Limits:GuessesPerMinute", "many", "Portal:Limits:GuessesPerMinute")]
    [InlineData("Portal:Map:TileUrl", "https://tiles.example/{z}/{x}.png", "lacks {z}, {x} or {y}")]
    [InlineData("Portal:Map:TileUrl", "https://{s}.tiles.example/{z}/{x}/{y}.png", "no plain address")]
    [InlineData("Portal:Map:TileUrl", "https://tiles.example;script-src/{z}/{x}/{y}.png", "no plain address")]
    [InlineData("Portal:Map:TileUrl", "https://a:b@tiles.example/{z}/{x}/{y}.png", "no plain address")]
    [InlineData("Portal:Map:TileUrl", "https://tiles{z}.example/{x}/{y}.png", "no fixed host")]
    [InlineData("Portal:Map:TileUrl", "http://tiles.example/{z}/{x}/{y}.png", "allowed: https, or http on localhost")]
    [InlineData("Portal:Proxy:Known:0", "proxy.example", "an address or a network")]
    [InlineData("Portal:Proxy:Known:0", "10.1.0.0/99", "an address or a network")]
    [InlineData("Portal:Proxy:Known:0", "0.0.0.0/0", "an address or a network")]
    [InlineData("Portal:Storage:Provider", "mysql", "allowed: sqlite")]
    [InlineData("Portal:Clouds:Seam:Address", "http://seam.example", "allowed: https without path")]
    [InlineData("Portal:Clouds:Seam:Address", "https://seam.example/api", "allowed: https without path")]
    [InlineData("Portal:Clouds:Seam:PollSeconds", "5", "allowed: 15 to 300")]
    [InlineData("Portal:Clouds:Seam:WebhookSecret", "hush", "whsec_ and base64")]
    [InlineData("Portal:Clouds:Volvo:Address", "http://volvo.example", "allowed: https without path")]
    [InlineData("Portal:Clouds:Volvo:SignInAddress", "https://volvo.example/as", "allowed: https without path")]
    [InlineData("Portal:Clouds:Volvo:ApiKey", "key", "without ClientId and ClientSecret")]
    [InlineData("Portal:Clouds:Volvo:PollSeconds", "5", "allowed: 15 to 300")]
    [InlineData("Portal:Clouds:Volvo:CallsPerDay", "999", "allowed: 1000 to 10000000")]
    [InlineData("Portal:Mail:From", "portal@example.com", "Host is empty")]
    [InlineData("Portal:Push:Contact", "http://portal.example", "mailto: and an e-mail address, or an https address")]
    [InlineData("Portal:Push:Contact", "mailto:me", "mailto: and an e-mail address, or an https address")]
    public async Task Start_WrongSetting_NamesItAndWhatIsAllowed(string setting, string value, string allowed)
    {
        var faults = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => PortalHost.StartAsync(
            new PortalHostOptions { Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { [setting] = value } }, Stop));

        var fault = Assert.Single(faults.Failures);
        Assert.Contains(setting.Split(":0")[0], fault, StringComparison.Ordinal);
        Assert.Contains(allowed, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Portal:Mail:Host", "smtp example", "the name of the mail server")]
    [InlineData("Portal:Mail:Port", "465", "a port with STARTTLS")]
    [InlineData("Portal:Mail:Port", "70000", "allowed: 1 to 65535")]
    [InlineData("Portal:Mail:Security", "tls", "allowed: starttls, none")]
    [InlineData("Portal:Mail:Security", "none", "for a server on this machine only")]
    [InlineData("Portal:Mail:User", "portal", "go together")]
    [InlineData("Portal:Mail:From", "portal", "an e-mail address")]
    public async Task Start_WrongMailSetting_NamesItAndWhatIsAllowed(string setting, string value, string allowed)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Portal:Mail:Host"] = "smtp.example.com",
            ["Portal:Mail:From"] = "portal@example.com",
            [setting] = value,
        };
        var faults = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => PortalHost.StartAsync(new PortalHostOptions { Settings = settings }, Stop));

        var fault = Assert.Single(faults.Failures);
        Assert.Contains(setting, fault, StringComparison.Ordinal);
        Assert.Contains(allowed, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TwoWrongSettings_OneLineEachAndExitCode2()
    {
        var result = await PortalProcess.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Portal__PublicUrl"] = "nowhere", ["Portal__Storage__Readers"] = "0" }, "", [], Stop);

        Assert.Equal(StartUp.WrongUse, result.ExitCode);
        var lines = result.Error.Trim().Split('\n').Order(StringComparer.Ordinal).ToList();
        Assert.Collection(
            lines,
            line => Assert.StartsWith("Portal:PublicUrl is no http or https address", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Portal:Storage:Readers is 0; allowed", line, StringComparison.Ordinal));
    }
}
