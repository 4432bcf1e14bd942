namespace Portal.Gateway.Clouds;

/// <summary>A maker's cloud gave no usable answer: away, too slow, refusing, or in another form than it publishes.</summary>
internal sealed class CloudException : Exception
{
    public CloudException(string message)
        : base(message)
    {
    }

    public CloudException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
