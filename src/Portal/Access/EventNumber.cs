namespace Portal.Access;

/// <summary>The order of a device's events: epoch, then sequence number (S20).</summary>
internal readonly record struct EventNumber(int Epoch, long Seq) : IComparable<EventNumber>
{
    public int CompareTo(EventNumber other) => Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Seq.CompareTo(other.Seq);

    public static bool operator >(EventNumber left, EventNumber right) => left.CompareTo(right) > 0;

    public static bool operator <(EventNumber left, EventNumber right) => left.CompareTo(right) < 0;

    public static bool operator >=(EventNumber left, EventNumber right) => left.CompareTo(right) >= 0;

    public static bool operator <=(EventNumber left, EventNumber right) => left.CompareTo(right) <= 0;
}
