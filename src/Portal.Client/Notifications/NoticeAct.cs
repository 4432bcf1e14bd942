namespace Portal.Client.Notifications;

/// <summary>What can be answered from a notification itself. Unlocking is not among it, and never will be (S25).</summary>
public enum NoticeAct
{
    Approve,
    Decline,
    Acknowledge,
}
