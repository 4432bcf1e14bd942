using System.Globalization;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>
/// How much one device sends and how often it is refused, over all its connections (S35). Events have the limits of the contract; the
/// other messages have limits that no honest device comes near.
/// </summary>
internal sealed class DeviceMeter(GatewayOptions options, TimeProvider time)
{
    private const int MessagesPerSecond = 20;
    private const int MessageBurst = 400;
    private const double PicturesPerSecond = 0.1;
    private const int PictureBurst = 12;

    private readonly Lock _gate = new();
    private readonly TokenBucket _events = new(options.EventsPerSecond, options.EventBurst, time);
    private readonly TokenBucket _messages = new(MessagesPerSecond, MessageBurst, time);
    private readonly TokenBucket _pictures = new(PicturesPerSecond, PictureBurst, time);
    private long _refused;

    /// <summary>Messages refused since the start of the portal.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>A new meter would say the same.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
                return _events.IsFull && _messages.IsFull && _pictures.IsFull;
        }
    }

    public GatewayError? TakeEvents(int count) => Take(_events, count);

    public GatewayError? TakeMessage() => Take(_messages, 1);

    public GatewayError? TakePicture() => Take(_pictures, 1);

    public void CountRefusal() => Interlocked.Increment(ref _refused);

    private GatewayError? Take(TokenBucket bucket, int count)
    {
        TimeSpan wait;
        lock (_gate)
            wait = bucket.Take(count);
        if (wait == TimeSpan.Zero)
            return null;
        var seconds = Math.Ceiling(wait.TotalSeconds);
        return new GatewayError(
            GatewayErrorCodes.RateLimited, "-", string.Create(CultureInfo.InvariantCulture, $"send this again after {seconds} s."));
    }
}
