using Portal.Accounts;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>Keeps messages for browsers until their push services have taken them.</summary>
internal sealed class PushOut(PushSeal seal, IMailOut mail)
{
    public PushSeal Seal => seal;

    public IMailOut Mail => mail;

    /// <summary>Rings when a message was kept.</summary>
    public QueueBell Bell { get; } = new();

    /// <summary>Rings when a push service has answered, or a browser has said that it showed a message.</summary>
    public QueueBell Noted { get; } = new();

    public void Put(Transaction tx, NewPush push)
    {
        PushStore.Insert(tx, push);
        Bell.RingAfter(tx);
    }
}
