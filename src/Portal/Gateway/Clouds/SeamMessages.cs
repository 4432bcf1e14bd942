namespace Portal.Gateway.Clouds;

/// <summary>Seam's answers, as far as they are read.</summary>
internal sealed record SeamWebviewAnswer(SeamWebview ConnectWebview);

/// <param name="Status"><c>pending</c>, <c>authorized</c> or <c>failed</c>.</param>
internal sealed record SeamWebview(string ConnectWebviewId, Uri Url, string Status, string? ConnectedAccountId = null);

internal sealed record SeamLocksAnswer(IReadOnlyList<SeamLock> Locks);

internal sealed record SeamLockAnswer(SeamLock Lock);

internal sealed record SeamLock
{
    public required string DeviceId { get; init; }

    public required string ConnectedAccountId { get; init; }

    public required SeamLockProperties Properties { get; init; }

    /// <summary>What it can do, where the two facts below are missing.</summary>
    public IReadOnlyList<string>? CapabilitiesSupported { get; init; }

    public bool? CanRemotelyLock { get; init; }

    public bool? CanRemotelyUnlock { get; init; }

    /// <summary>Seam can put codes into it.</summary>
    public bool? CanProgramOnlineAccessCodes { get; init; }
}

internal sealed record SeamLockProperties
{
    public string? Name { get; init; }

    public string? Manufacturer { get; init; }

    public required bool Online { get; init; }

    public bool? Locked { get; init; }

    /// <summary>Missing where the lock has no door sensor.</summary>
    public bool? DoorOpen { get; init; }

    public SeamBattery? Battery { get; init; }

    /// <summary>Of the codes that it takes; missing where Seam names no limit.</summary>
    public IReadOnlyList<int>? SupportedCodeLengths { get; init; }
}

/// <param name="Level">0 to 1.</param>
internal sealed record SeamBattery(double? Level = null);

internal sealed record SeamAttemptAnswer(SeamAttempt ActionAttempt);

/// <param name="Status"><c>pending</c>, <c>success</c> or <c>error</c>.</param>
internal sealed record SeamAttempt(string ActionAttemptId, string Status, SeamError? Error = null);

internal sealed record SeamError(string? Type = null);

internal sealed record SeamAccessCodesAnswer(IReadOnlyList<SeamAccessCode> AccessCodes);

internal sealed record SeamAccessCodeAnswer(SeamAccessCode AccessCode);

/// <param name="Status"><c>unset</c>, <c>setting</c>, <c>set</c>, <c>removing</c> or <c>unknown</c>.</param>
internal sealed record SeamAccessCode(string AccessCodeId, string DeviceId, string Status, string? Name = null);

internal sealed record SeamEventsAnswer(IReadOnlyList<SeamEvent> Events);

/// <param name="AccessCodeId">Of an unlocking: the code that was used, where one was.</param>
internal sealed record SeamEvent(
    string EventId,
    string EventType,
    DateTimeOffset OccurredAt,
    DateTimeOffset CreatedAt,
    string? DeviceId = null,
    string? AccessCodeId = null,
    string? ConnectedAccountId = null);
