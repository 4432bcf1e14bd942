namespace Portal.Client.Access;

/// <summary>How opening and closing once goes, as the device tells it: nothing that a person says counts.</summary>
public sealed record ContactTrial
{
    /// <summary>How long somebody may take before the page says that nothing was heard.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What a device says of its own accord when it has just been paired is where it stands, and no try.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public required ContactTrialState State { get; init; }

    public ContactWord? Opened { get; init; }

    public ContactWord? Closed { get; init; }

    /// <summary>When the page gives up waiting; null when it waits for nothing.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <param name="contact">What the sensor has told.</param>
    /// <param name="since">When the try began.</param>
    /// <param name="now">Now.</param>
    public static ContactTrial Of(ContactView contact, DateTimeOffset since, DateTimeOffset now)
    {
        var before = contact.Words.Where(word => word.HeardAt < since).MaxBy(word => word.Position);
        var after = contact.Words.Where(word => word.HeardAt >= since).OrderBy(word => word.Position).ToList();
        if (after.Count == 0 && contact.IsProven)
            return new ContactTrial { State = ContactTrialState.ProvenBefore };
        var opened = after.Find(word => word.IsOpen);
        var closed = opened is null ? null : after.Find(word => !word.IsOpen && word.Position > opened.Position);
        if (closed is not null)
            return new ContactTrial { State = ContactTrialState.Proven, Opened = opened, Closed = closed };
        if (opened is null && after.Count > 0 && before is { IsOpen: false })
            return new ContactTrial { State = ContactTrialState.WrongOrder };
        var until = (after.Count > 0 ? after[^1].HeardAt : since) + Patience;
        return new ContactTrial { State = Waiting(opened, before, after, now >= until), Opened = opened, Until = now < until ? until : null };
    }

    private static ContactTrialState Waiting(ContactWord? opened, ContactWord? before, List<ContactWord> after, bool isOver) => (opened, isOver) switch
    {
        (_, true) => ContactTrialState.NothingHeard,
        (not null, _) => ContactTrialState.Opened,
        _ when after.Count == 0 && before is { IsOpen: true } => ContactTrialState.OpenBefore,
        _ => ContactTrialState.ToOpen,
    };
}

/// <summary>Where a try stands.</summary>
public enum ContactTrialState
{
    ToOpen,

    /// <summary>It says open before anybody has opened it.</summary>
    OpenBefore,

    /// <summary>It told the opening: now the closing.</summary>
    Opened,

    /// <summary>It told both, in this order.</summary>
    Proven,

    /// <summary>It has told both before.</summary>
    ProvenBefore,

    /// <summary>It said closed and never open.</summary>
    WrongOrder,

    /// <summary>A minute has passed without a word.</summary>
    NothingHeard,
}
