using System.Net;
using Microsoft.Extensions.Options;
using Portal.Client;

namespace Portal.Gateway;

/// <summary>
/// Tries at pairing codes: so many a minute from one address, so many in all. The tries of the last minute are kept, so never more than
/// are allowed in all; one that is refused here is not kept.
/// </summary>
internal sealed class ClaimLimits(IOptions<GatewayOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<(string From, long At)> _tries = [];

    /// <summary>Zero when the try is allowed, otherwise after how long one would be.</summary>
    public TimeSpan Take(IPAddress? address)
    {
        var from = ClientAddress.Of(address);
        var now = time.GetTimestamp();
        lock (_gate)
        {
            while (_tries.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At, now) >= Span)
                _tries.Dequeue();
            var own = _tries.Where(one => one.From == from).Select(one => one.At).ToList();
            if (own.Count >= options.Value.ClaimsPerMinute)
                return Span - time.GetElapsedTime(own[0], now);
            if (_tries.Count >= options.Value.ClaimsPerMinuteInAll)
                return Span - time.GetElapsedTime(_tries.Peek().At, now);
            _tries.Enqueue((from, now));
            return TimeSpan.Zero;
        }
    }
}
