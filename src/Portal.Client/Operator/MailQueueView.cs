using Portal.Client.Notifications;

namespace Portal.Client.Operator;

/// <summary>Mail on its way: how much and since when, never to whom or of what.</summary>
public sealed record MailQueueView
{
    /// <summary>Mail has somewhere to go.</summary>
    public required bool HasServer { get; init; }

    /// <summary>Where messages become files, in Development without a server; null elsewhere.</summary>
    public string? Folder { get; init; }

    public required int Waiting { get; init; }

    /// <summary>When the one that waits longest was written; null when none waits.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>Why the server takes nothing; null when it does, or was not asked yet.</summary>
    public MailFault? Fault { get; init; }

    public DateTimeOffset? FailingSince { get; init; }
}
