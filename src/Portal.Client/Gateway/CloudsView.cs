using Portal.Client.Access;

namespace Portal.Client.Gateway;

/// <summary>Makers' accounts, as an owner sees them at one access point.</summary>
public sealed record CloudsView
{
    /// <summary>What can be connected; empty where the operator has set up none.</summary>
    public required IReadOnlyList<CloudMaker> Offered { get; init; }

    public required IReadOnlyList<CloudLinkView> Links { get; init; }
}

/// <summary>A link of the household to a maker's account, with what the maker says is in it.</summary>
public sealed record CloudLinkView
{
    public required CloudLinkId Id { get; init; }

    public required CloudMaker Maker { get; init; }

    public required CloudLinkState State { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Its devices open such an access point; where they do not, none is listed.</summary>
    public required bool Fits { get; init; }

    /// <summary>Why the maker gave no answer, where it is known.</summary>
    public CloudAway? Away { get; init; }

    /// <summary>Null: the maker gave no answer just now.</summary>
    public IReadOnlyList<CloudDeviceView>? Devices { get; init; }
}

/// <summary>A device that can be put at the access point.</summary>
public sealed record CloudDeviceView
{
    /// <summary>What the maker calls it.</summary>
    public required string MakersId { get; init; }

    public required string Name { get; init; }

    public required string Model { get; init; }

    /// <summary>It says whether its door is open; without that nothing can be delivered through it.</summary>
    public required bool TellsOfDoor { get; init; }

    /// <summary>It is paired already, here or elsewhere.</summary>
    public required bool IsPaired { get; init; }
}

/// <summary>What became of asking to connect an account.</summary>
/// <param name="Outcome">Whether it could be asked.</param>
/// <param name="GoTo">The maker's own page; null where it could not.</param>
public sealed record LinkAnswer(AccessOutcome Outcome, Uri? GoTo = null);
