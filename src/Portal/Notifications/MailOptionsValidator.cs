using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Portal.Notifications;

/// <summary>Stops the start with one line for each fault in <c>Portal:Mail</c>. No line repeats a password.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    /// <summary>The port of mail inside TLS from the first byte, which the platform's client does not speak.</summary>
    private const int ImplicitTlsPort = 465;

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var faults = (options.IsSet ? Faults(options) : WithoutHost(options)).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> WithoutHost(MailOptions options)
    {
        if (options.From.Length + options.User.Length + options.Password.Length > 0)
            yield return $"{MailOptions.Section}:From, User or Password is set and Host is empty; allowed: the name of the mail server, for example smtp.example.com, or no mail settings at all.";
    }

    private static IEnumerable<string> Faults(MailOptions options)
    {
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            yield return $"{MailOptions.Section}:Host is '{options.Host}'; allowed: the name of the mail server, for example smtp.example.com.";
        if (options.Port is < 1 or > 65_535)
            yield return $"{MailOptions.Section}:Port is {options.Port}; allowed: 1 to 65535.";
        if (options.Port == ImplicitTlsPort)
            yield return $"{MailOptions.Section}:Port is {ImplicitTlsPort}; allowed: a port with STARTTLS, mostly 587.";
        if (options.Security is not ("starttls" or "none"))
            yield return $"{MailOptions.Section}:Security is '{options.Security}'; allowed: starttls, none.";
        if (!options.IsEncrypted && !IsLoopback(options.Host))
            yield return $"{MailOptions.Section}:Security is 'none'; allowed for a server on this machine only: starttls.";
        if (options.User.Length == 0 != (options.Password.Length == 0))
            yield return $"{MailOptions.Section}:User and {MailOptions.Section}:Password go together; allowed: both or neither.";
        if (!MailAddress.TryCreate(options.From, out var from) || from.Address != options.From)
            yield return $"{MailOptions.Section}:From is '{options.From}'; allowed: an e-mail address, for example portal@example.com.";
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
