using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Tests.Access.Properties;

/// <summary>What the household and the carrier have agreed about one delivery, as they remember it, and what came of it so far.</summary>
internal sealed class Promise
{
    public required DeliveryId Id { get; init; }

    public required bool IsByHand { get; init; }

    /// <summary>What was proposed last, by the carrier or the owner.</summary>
    public required DeliveryWindow Asked { get; set; }

    /// <summary>Null until approved.</summary>
    public DeliveryWindow? Window { get; set; }

    /// <summary>Declined, revoked, withdrawn or resolved.</summary>
    public bool IsTakenBack { get; set; }

    /// <summary>The portal has seen the window end.</summary>
    public bool IsOver { get; set; }

    public DriverId? Driver { get; set; }

    /// <summary>What was given out to prove it, in order: only the last is right.</summary>
    public List<Key> Keys { get; } = [];

    /// <summary>Wrong codes typed inside its window.</summary>
    public int Misses { get; set; }

    /// <summary>The key whose code was guessed at ten times: it is right no more.</summary>
    public Key? GuessedAt { get; set; }

    /// <summary>The key that somebody knew who has left the household since: it is right no more.</summary>
    public Key? LeftWith { get; set; }

    /// <summary>An owner waived place: the driver need not be there.</summary>
    public bool IsPlaceWaived { get; set; }

    /// <summary>The portal was told, within the 60 s, that something has opened.</summary>
    public bool IsToldOpened { get; set; }

    /// <summary>The one opening, once it was granted.</summary>
    public Begun? Begun { get; set; }

    /// <summary>The commands of that opening.</summary>
    public HashSet<string> Commands { get; } = [];

    public bool IsCompleted { get; set; }
}

/// <summary>A code and a link, both of one generation.</summary>
internal sealed record Key(GrantId Grant, string Code, int Generation);

/// <summary>The first granted decision.</summary>
internal sealed record Begun(DateTimeOffset At, Way By, OpeningId Opening);
