namespace Portal.Access;

/// <summary>
/// The misses of one keypad, and how long it rests for them (S11). Pure: now is a parameter. They are counted whether or not there is a
/// code that could have been guessed; while it rests no code is looked at, so nothing is counted.
/// </summary>
internal sealed record KeypadTries(int Misses, DateTimeOffset LastMissAt)
{
    /// <summary>With the fifth miss in a row the rests begin.</summary>
    public const int FirstRest = 5;

    /// <summary>With the tenth miss inside one window its code is changed, and again with every tenth after it.</summary>
    public const int CodeChange = 10;

    public static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    /// <summary>So long without a miss, and all is forgotten.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    public static KeypadTries None { get; } = new(0, DateTimeOffset.UnixEpoch);

    public DateTimeOffset RestsUntil => LastMissAt + Rest;

    private TimeSpan Rest
    {
        get
        {
            if (Misses < FirstRest)
                return TimeSpan.Zero;
            // Past six doublings it is longer than the longest anyway.
            var doubled = ShortestRest * (1 << Math.Min(Misses - FirstRest, 6));
            return doubled < LongestRest ? doubled : LongestRest;
        }
    }

    public bool Rests(DateTimeOffset now) => Misses >= FirstRest && now < RestsUntil;

    public KeypadTries Miss(DateTimeOffset now) => new(now - LastMissAt >= Forgotten ? 1 : Misses + 1, now);
}
