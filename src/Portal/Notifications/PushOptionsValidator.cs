using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Portal.Notifications;

/// <summary>Stops the start with one line for what is wrong in <c>Portal:Push</c>.</summary>
internal sealed class PushOptionsValidator : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options) =>
        options.Contact.Length == 0 || IsAllowed(options.Contact)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{PushOptions.Section}:Contact is '{options.Contact}'; allowed: mailto: and an e-mail address, or an https address.");

    private static bool IsAllowed(string contact) =>
        Uri.TryCreate(contact, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeMailto && MailAddress.TryCreate(contact[(Uri.UriSchemeMailto.Length + 1)..], out _)));
}
