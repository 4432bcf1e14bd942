using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>A maker's cloud gave no usable answer: away, too slow, refusing, or in another form than it publishes.</summary>
internal sealed class CloudException : Exception
{
    public CloudException(string message, CloudAway? away = null)
        : base(message) => Away = away;

    public CloudException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>What the owner is told of it; null where it may pass by itself.</summary>
    public CloudAway? Away { get; }
}
