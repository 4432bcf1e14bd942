using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// The misses at the keypad, on the disk (S11): after five in a row it rests, longer each time; after ten without a success no PIN is
/// honoured until an owner arms it again. Time is counted on the monotonic clock from the last miss, or anew from the start: taking the
/// power away shortens no rest.
/// </summary>
internal sealed class WrongCodes
{
    /// <summary>With the fifth miss in a row the rests begin.</summary>
    public const int FirstRest = 5;

    public static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Counts _counts;
    private long _since;

    public WrongCodes(string path, TimeProvider time)
    {
        (_path, _time) = (path, time);
        _since = time.GetTimestamp();
        _counts = File.Exists(_path)
            ? JsonSerializer.Deserialize<Counts>(File.ReadAllBytes(_path), GatewayJson.Options) ?? throw new InvalidDataException("The misses are damaged.")
            : Counts.None;
    }

    /// <summary>While it rests no code is looked at.</summary>
    public bool Rests
    {
        get
        {
            lock (_gate)
                return _counts.Misses >= FirstRest && _time.GetElapsedTime(_since) < RestAfter(_counts.Misses);
        }
    }

    /// <summary>Whether PINs are refused, at this arming by an owner, for too many misses.</summary>
    public bool ArePinsClosed(int arming)
    {
        lock (_gate)
            return _counts.ClosedAtArming >= arming;
    }

    /// <summary>A code that opens nothing was typed.</summary>
    /// <param name="armingOfPins">Where it was judged as a PIN by the device itself: the arming at which it was; null otherwise.</param>
    /// <exception cref="IOException">It could not be noted; it counts nevertheless until the power goes.</exception>
    public MissOutcome Miss(int? armingOfPins)
    {
        lock (_gate)
        {
            var misses = _time.GetElapsedTime(_since) >= Forgotten ? 1 : _counts.Misses + 1;
            var pinMisses = _counts.PinMisses + (armingOfPins is null ? 0 : 1);
            var closes = armingOfPins is not null && pinMisses >= GatewayLimits.PinMisses;
            _counts = closes
                ? new Counts(misses, 0, armingOfPins ?? 0)
                : _counts with { Misses = misses, PinMisses = pinMisses };
            _since = _time.GetTimestamp();
            SaveLocked();
            return new MissOutcome(BeginsToRest: misses == FirstRest, ClosesPins: closes);
        }
    }

    /// <summary>A code was right: all is forgiven but a closed PIN path.</summary>
    public void Succeed()
    {
        lock (_gate)
        {
            if (_counts is { Misses: 0, PinMisses: 0 })
                return;
            _counts = Counts.None with { ClosedAtArming = _counts.ClosedAtArming };
            SaveLocked();
        }
    }

    /// <summary>Forgets everything: the device is another one.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _counts = Counts.None;
            DurableFile.Remove(_path);
        }
    }

    private static TimeSpan RestAfter(int misses)
    {
        // Past six doublings it is longer than the longest anyway.
        var doubled = ShortestRest * (1 << Math.Min(misses - FirstRest, 6));
        return doubled < LongestRest ? doubled : LongestRest;
    }

    private void SaveLocked() => DurableFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(_counts, GatewayJson.Options));

    /// <param name="Misses">In a row.</param>
    /// <param name="PinMisses">Judged as PINs by the device itself, since the last success.</param>
    /// <param name="ClosedAtArming">The arming at which PINs were closed; 0 while they are not.</param>
    private sealed record Counts(int Misses, int PinMisses, int ClosedAtArming)
    {
        public static Counts None { get; } = new(0, 0, 0);
    }
}

/// <summary>What follows from a miss.</summary>
internal readonly record struct MissOutcome(bool BeginsToRest, bool ClosesPins);
