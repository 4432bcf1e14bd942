using Microsoft.Extensions.Options;
using Portal.Storage;

namespace Portal.Hosting;

/// <summary>Stops the start with one line for each fault in section <c>Portal</c>.</summary>
internal sealed class HostingOptionsValidator(IHostEnvironment environment) : IValidateOptions<HostingOptions>
{
    private static readonly string[] Places = ["{z}", "{x}", "{y}"];

    public ValidateOptionsResult Validate(string? name, HostingOptions options)
    {
        var faults = new List<string>();
        if (PublicUrlFault(options.PublicUrl) is { } urlFault)
            faults.Add("Portal:PublicUrl " + urlFault);
        if (KeysFault(options.Keys.Directory) is { } keysFault)
            faults.Add("Portal:Keys:Directory " + keysFault);
        AddRange(faults, "Portal:Limits:GuessesPerMinute", options.Limits.GuessesPerMinute, 100_000);
        AddRange(faults, "Portal:Limits:GuessesPerMinuteInAll", options.Limits.GuessesPerMinuteInAll, 1_000_000);
        if (TileUrlFault(options.Map.TileUrl) is { } tileFault)
            faults.Add("Portal:Map:TileUrl " + tileFault);
        else if (options.Map.TileUrl.Length > 0 && string.IsNullOrWhiteSpace(options.Map.Attribution))
            faults.Add("Portal:Map:Attribution is empty; allowed: what the source of the tiles wants to be said of it.");
        faults.AddRange(options.Proxy.Known.Where(proxy => !KnownProxies.TryParse(proxy, out _)).Select(proxy =>
            $"Portal:Proxy:Known has '{proxy}'; allowed: an address or a network, for example 127.0.0.1 or 10.1.0.0/16."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string? PublicUrlFault(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            return "is no http or https address; for example https://portal.example.";
        if (url.AbsolutePath != "/" || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            return "has more than scheme, host and port; for example https://portal.example.";
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !environment.IsDevelopment())
            return "is http; allowed outside of Development: https, or http on localhost.";
        return null;
    }

    // Its origin goes into the content policy as it is: one fixed host, and nothing that could end the rule.
    private static string? TileUrlFault(string value)
    {
        if (value.Length == 0)
            return null;
        if (!Places.All(place => value.Contains(place, StringComparison.Ordinal)))
            return "lacks {z}, {x} or {y}; for example https://tiles.example/{z}/{x}/{y}.png.";
        var rest = Places.Aggregate(value, (text, place) => text.Replace(place, "", StringComparison.Ordinal));
        if (rest.IndexOfAny(['{', '}', ';', ',', ' ', '\'']) >= 0 || !Uri.TryCreate(rest, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            return "is no plain address; for example https://tiles.example/{z}/{x}/{y}.png.";
        if (!value.StartsWith(url.GetLeftPart(UriPartial.Authority) + "/", StringComparison.OrdinalIgnoreCase))
            return "has no fixed host; for example https://tiles.example/{z}/{x}/{y}.png.";
        return url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
            ? null
            : "is not https; allowed: https, or http on localhost.";
    }

    // Written to once, because a key that cannot be kept signs everybody out at the next start.
    private string? KeysFault(string value)
    {
        if (value.Length == 0)
            return "is empty; allowed: a folder that the portal may write to, for example keys/.";
        try
        {
            var folder = new KeyFolder(Path.GetFullPath(value, environment.ContentRootPath)).Create();
            var probe = Path.Combine(folder.FullName, ".probe-" + Guid.NewGuid().ToString("N"));
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return "is no folder that the portal may write to; allowed: a path to one, relative paths start at the folder of appsettings.json.";
        }
    }

    private static void AddRange(List<string> faults, string setting, int value, int most)
    {
        if (value < 1 || value > most)
            faults.Add($"{setting} is {value}; allowed: 1 to {most}.");
    }
}
