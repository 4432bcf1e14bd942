namespace Portal.Client.Access;

/// <summary>A device's word comes from its maker's cloud.</summary>
/// <param name="Maker">Whose cloud.</param>
/// <param name="PollSeconds">How often it is asked now.</param>
public sealed record CloudSource(CloudMaker Maker, int PollSeconds)
{
    /// <summary>Why the maker says nothing of now, or takes no commands; null while it does, and where it gives no answer at all.</summary>
    public CloudAway? Away { get; init; }

    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>Calls to the maker are short, and it is asked less often: so many are left today, for all its devices.</summary>
    public int? CallsLeft { get; init; }

    /// <summary>The maker has unlocked nothing: until then somebody has to open it by hand.</summary>
    public DateTimeOffset? ReadyUntil { get; init; }
}
