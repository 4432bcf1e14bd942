namespace Portal.Client.Controls;

/// <summary>How much of an instant is written.</summary>
public enum TimeForm
{
    /// <summary><c>14:03</c></summary>
    Time,

    /// <summary><c>14:03:07</c>, for one delivery's timeline, decisions and support.</summary>
    TimeWithSeconds,

    /// <summary><c>14:03</c> today, else <c>Thu 26 Nov, 14:03</c>.</summary>
    TimeAndDay,

    /// <summary><c>Today</c>, <c>Thu 26 Nov</c></summary>
    Day,
}
