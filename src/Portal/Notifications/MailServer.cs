using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>
/// Hands messages to the mail server of <c>Portal:Mail</c>. In Development without one they become files in a folder, where they can be read;
/// anywhere else without one nothing is sent.
/// </summary>
internal sealed class MailServer(IOptions<MailOptions> options, MailFolder folder)
{
    /// <summary>A server that takes longer than this has not answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Replies from here on are final for the address that they are about (RFC 5321, 4.2.1).</summary>
    private const int Permanent = 500;

    public bool IsThere => options.Value.IsSet || folder.IsUsed;

    /// <summary>Where messages become files; null where they do not.</summary>
    public string? Folder => folder.IsUsed ? folder.Path : null;

    /// <summary>A connection for a row of messages; it is made when the first one is sent.</summary>
    public SmtpClient Open()
    {
        var mail = options.Value;
        if (!mail.IsSet)
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder.Make() };
        return new SmtpClient(mail.Host, mail.Port)
        {
            EnableSsl = mail.IsEncrypted,
            Credentials = mail.User.Length > 0 ? new NetworkCredential(mail.User, mail.Password) : null,
        };
    }

    /// <summary>Null once the server has taken it, else why not.</summary>
    public async Task<MailFault?> SendAsync(SmtpClient connection, WaitingMail mail, string text, CancellationToken cancellationToken)
    {
        // What the client itself would refuse looks like a server that is not there, and would hold up everybody's mail.
        if (!AccountRules.IsEmail(mail.ToAddress))
            return MailFault.AddressRefused;
        var to = new MailAddress(mail.ToAddress);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var message = Write(mail, to, text);
        try
        {
            await connection.SendMailAsync(message, limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return MailFault.NotReached;
        }
        catch (Exception exception) when (FaultOf(exception) is { } fault)
        {
            return fault;
        }
    }

    private static MailFault? FaultOf(Exception exception) => exception switch
    {
        SmtpFailedRecipientException { StatusCode: var status } => (int)status >= Permanent ? MailFault.AddressRefused : MailFault.NotTaken,
        SmtpException { InnerException: IOException or AuthenticationException } => MailFault.NotReached,
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure } => MailFault.NotReached,
        SmtpException => MailFault.NotTaken,
        IOException => MailFault.NotReached,
        _ => null,
    };

    private MailMessage Write(WaitingMail mail, MailAddress to, string text)
    {
        var sender = options.Value.IsSet ? options.Value.From : "portal@localhost";
        var message = new MailMessage(new MailAddress(sender, options.Value.FromName, Encoding.UTF8), to)
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            // A file is read as it stands; a server may not take eight bits.
            BodyTransferEncoding = options.Value.IsSet ? TransferEncoding.QuotedPrintable : TransferEncoding.EightBit,
        };
        // A message that was sent twice, because the portal died in between, can be told by its number.
        message.Headers.Add("Message-ID", $"<{mail.MessageId}@{message.From?.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
