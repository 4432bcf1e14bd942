using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Takes mail to be sent; Notifications delivers it. Kept in the caller's transaction, so that mail and what it tells of happen together or not at all.</summary>
internal interface IMailOut
{
    /// <summary>Keeps one message for sending; delivery is tried until it succeeds or three days are over.</summary>
    void Put(Transaction tx, OutgoingMail mail);
}

/// <summary>One plain-text message to one address.</summary>
/// <param name="To">The address it goes to.</param>
/// <param name="Subject">One line, without codes, tokens or positions.</param>
/// <param name="Text">Plain text, lines ended by U+000A; a link of one use may stand in it, no code (S12).</param>
internal sealed record OutgoingMail(string To, string Subject, string Text);
