namespace Portal.Client.Access;

/// <summary>What the contact sensor of an access point has told since its device was paired.</summary>
public sealed record ContactView
{
    /// <summary>It has told an opening and then a closing: what a rehearsal asks for.</summary>
    public required bool IsProven { get; init; }

    /// <summary>Its words, the newest first; none while nothing is paired.</summary>
    public required IReadOnlyList<ContactWord> Words { get; init; }
}

/// <summary>One word of a contact sensor.</summary>
/// <param name="Position">Its place in the record.</param>
/// <param name="IsOpen">It said open; else closed.</param>
/// <param name="At">When it opened or closed, as the device says.</param>
/// <param name="HeardAt">When Portal heard of it.</param>
public sealed record ContactWord(long Position, bool IsOpen, DateTimeOffset At, DateTimeOffset HeardAt);
