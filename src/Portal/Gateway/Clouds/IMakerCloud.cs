using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>
/// A maker's cloud as the gateway uses it. Every call that gets no usable answer throws <see cref="CloudException"/>; a command alone answers
/// with a value, because there it matters whether it may have been taken.
/// </summary>
internal interface IMakerCloud
{
    CloudMaker Maker { get; }

    /// <summary>The operator has set it up.</summary>
    bool IsOn { get; }

    /// <summary>How often a device is asked about while nothing is near.</summary>
    int PollSeconds { get; }

    /// <summary>It allows only so many calls a day.</summary>
    bool CountsCalls => false;

    /// <summary>How soon after a command, and after each look since, it is asked what has become of it.</summary>
    TimeSpan AfterCommand => TimeSpan.FromSeconds(2);

    /// <summary>Its way to put codes into locks; null where it has none.</summary>
    IMakerCodes? Codes => null;

    /// <summary>Asks the maker for a page on which an owner signs in there and says yes; they come back to <paramref name="returnTo"/>.</summary>
    Task<LinkQuestion> AskLinkAsync(Uri returnTo, CancellationToken cancellationToken);

    /// <summary>What the maker knows the account by from now on; null while the owner has not said yes.</summary>
    Task<string?> FinishLinkAsync(string question, CancellationToken cancellationToken);

    /// <summary>What may be put at an access point, of this account alone.</summary>
    Task<IReadOnlyList<MakersDevice>> ListAsync(string account, CancellationToken cancellationToken);

    Task<MakersWord> ReadAsync(string account, string device, MakersQuestion question, CancellationToken cancellationToken);

    /// <summary>How much slower than usual a device is to be asked about while nothing is near; null where calls are not short.</summary>
    Task<CloudPace?> PaceAsync(TimeSpan usual, CancellationToken cancellationToken) => Task.FromResult<CloudPace?>(null);

    /// <summary>Sends a command once (S07). That it was taken is never that it was done.</summary>
    Task<Sending> SendAsync(string account, string device, string command, CancellationToken cancellationToken);

    /// <summary>What became of a command that was taken.</summary>
    Task<Attempt> FollowAsync(string attempt, CancellationToken cancellationToken);

    /// <summary>Asks the maker to forget the account here; an account that it no longer knows is forgotten.</summary>
    Task RevokeAsync(string account, CancellationToken cancellationToken);
}

/// <param name="Address">The maker's own page.</param>
/// <param name="Question">What the maker knows the question by.</param>
internal sealed record LinkQuestion(Uri Address, string Question);

/// <summary>A device of a linked account.</summary>
internal sealed record MakersDevice
{
    /// <summary>What the maker calls it.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Model { get; init; }

    public required string Profile { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }
}

/// <summary>A fact as the maker tells it.</summary>
/// <param name="State">What it says.</param>
/// <param name="At">When the maker says that it was observed; null where it does not say.</param>
internal readonly record struct Observed<T>(T State, DateTimeOffset? At);

/// <summary>What the maker says of a device, in one answer.</summary>
internal sealed record MakersWord
{
    /// <summary>The maker itself hears the device; else what it says is old.</summary>
    public required bool IsOnline { get; init; }

    /// <summary>It hears the device, and would hand a command on.</summary>
    public bool TakesCommands { get; init; } = true;

    /// <summary>Why it does not; null where it does, or does not say.</summary>
    public CloudAway? Away { get; init; }

    public GeoPosition? Position { get; init; }

    /// <summary>Null: the maker does not say.</summary>
    public Observed<LockState>? Lock { get; init; }

    /// <summary>Null: the maker does not say.</summary>
    public Observed<DoorState>? Door { get; init; }

    public int? BatteryPercent { get; init; }
}

/// <summary>What became of handing a command over.</summary>
/// <param name="Fate">Whether it was taken.</param>
/// <param name="Attempt">What the maker knows the attempt by, once it was taken.</param>
internal readonly record struct Sending(SendingFate Fate, string? Attempt = null)
{
    /// <summary>Why it was refused, where that is what an owner should read.</summary>
    public CloudAway? Away { get; init; }

    /// <summary>Nothing is unlocked: until then somebody has to open it by hand.</summary>
    public DateTimeOffset? ReadyUntil { get; init; }
}

internal enum SendingFate
{
    Taken,

    /// <summary>The maker said no: nothing happens.</summary>
    Refused,

    /// <summary>No answer, or none that says: it may happen (S05).</summary>
    Unknown,
}

/// <summary>How far an attempt is, in the maker's words.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Error">The maker's word for why it failed.</param>
internal readonly record struct Attempt(AttemptState State, string? Error = null);

internal enum AttemptState
{
    Pending,
    Succeeded,
    Failed,
}
