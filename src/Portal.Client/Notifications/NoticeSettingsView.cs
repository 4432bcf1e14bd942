using Portal.Client.Accounts;

namespace Portal.Client.Notifications;

/// <summary>How a person is told.</summary>
public sealed record NoticeSettingsView
{
    /// <summary>What a browser needs to subscribe: the portal's own key for push services, base64url.</summary>
    public required string PushKey { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<PushBrowserView> Browsers { get; init; }

    /// <summary>One line for each kind.</summary>
    public required IReadOnlyList<NoticeLine> Lines { get; init; }

    /// <summary>The access points at whose openings by hand the person is told, by name; where is chosen at each.</summary>
    public required IReadOnlyList<string> ByHandAt { get; init; }

    public required QuietHours? Quiet { get; init; }

    /// <summary>The zone to begin with: the person's own, else the household's (IANA).</summary>
    public required string TimeZone { get; init; }

    public required string Email { get; init; }

    /// <summary>Until the address is proven to be the person's, what happens at home is not sent there.</summary>
    public required bool IsEmailConfirmed { get; init; }

    /// <summary>Why mail does not arrive; null while it does.</summary>
    public required MailFault? MailFault { get; init; }

    public required DateTimeOffset? MailFailingSince { get; init; }

    /// <summary>In Development without a server: the folder in which messages become files.</summary>
    public required string? MailFolder { get; init; }

    /// <summary>What the person may do in the household joined first; null for staff.</summary>
    public required MemberRole? Role { get; init; }
}

/// <summary>Whether a kind is told, each way.</summary>
public sealed record NoticeLine(NoticeKind Kind, bool Push, bool Mail);
