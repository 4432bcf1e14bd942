using System.Security.Cryptography;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// Everything that a device must not lose, in one folder of its own: who it is, what the portal has not acknowledged, which commands
/// were begun, which grants are spent. Right after a loss of power at any moment.
/// </summary>
internal sealed class DeviceState : IDisposable
{
    /// <summary>The file that makes a device who it is.</summary>
    public const string PairingFile = "pairing.json";

    private readonly string _pairingFile;
    private readonly FileStream _ownership;
    private readonly Lock _gate = new();
    private DevicePairing? _pairing;
    private ECDsa? _key;

    private DeviceState(string directory, FileStream ownership, TimeProvider time)
    {
        _ownership = ownership;
        _pairingFile = Path.Combine(directory, PairingFile);
        Events = EventBuffer.Open(Path.Combine(directory, "events.jsonl"));
        Commands = new CommandMemory(Path.Combine(directory, "commands.json"));
        Consumed = new ConsumedGrants(Path.Combine(directory, "consumed.json"));
        WrongCodes = new WrongCodes(Path.Combine(directory, "wrong-codes.json"), time);
        Synced = new SyncedList(time);
    }

    public EventBuffer Events { get; }

    /// <summary>The portal has taken events, or refused one for good.</summary>
    public Occasion Told { get; } = new();

    public CommandMemory Commands { get; }

    public ConsumedGrants Consumed { get; }

    public WrongCodes WrongCodes { get; }

    public SyncedList Synced { get; }

    public DevicePairing? Pairing
    {
        get
        {
            lock (_gate)
                return _pairing;
        }
    }

    /// <exception cref="IOException">Another process has this folder, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">A file in it is damaged.</exception>
    public static DeviceState Open(string directory, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        var inUse = DurableFile.OpenOwn(Path.Combine(directory, "in-use"));
        DeviceState? state = null;
        try
        {
            state = new DeviceState(directory, inUse, time);
            state.Load();
            return state;
        }
        catch
        {
            state?.Dispose();
            inUse.Dispose();
            throw;
        }
    }

    /// <summary>A portal has accepted the claim: the device is another one from now on.</summary>
    public void BeClaimed(DevicePairing claimed)
    {
        lock (_gate)
        {
            ForgetLocked();
            SaveLocked(claimed);
            AdoptLocked(claimed);
        }
    }

    /// <summary>An owner has confirmed. False where nothing is new: a message that came twice must not start the numbers again.</summary>
    public bool BeConfirmed(Paired confirmation)
    {
        lock (_gate)
        {
            if (_pairing is null || confirmation.Epoch <= (_pairing.Confirmation?.Epoch ?? long.MinValue))
                return false;

            SaveLocked(_pairing with { Confirmation = confirmation });
            return true;
        }
    }

    /// <summary>Makes the next key, unless there is one that the portal may already know.</summary>
    /// <exception cref="InvalidOperationException">Nobody has confirmed this device yet.</exception>
    public void PrepareKey()
    {
        lock (_gate)
        {
            var (known, _) = PairedLocked();
            if (known.Confirmation is not { } confirmation)
                throw new InvalidOperationException("Nobody has confirmed this device yet.");
            if (known.NextPrivateKey is null)
                SaveLocked(known with { NextPrivateKey = PairedKey.New(), NextLastSeq = Events.Last.Epoch == confirmation.Epoch ? Events.Last.Seq : 0 });
        }
    }

    /// <summary>How to ask for the key that was prepared.</summary>
    public KeyRequest AskForKey(DateTimeOffset now)
    {
        lock (_gate)
        {
            var (known, present) = PairedLocked();
            return PairedKey.RequestOf(known, known.NextPrivateKey ?? throw new InvalidOperationException("No key was prepared."), present, now);
        }
    }

    /// <summary>The portal has taken the next key over: what is kept from now on is of the next epoch and signed with it.</summary>
    public void BeRotated(long epoch)
    {
        lock (_gate)
        {
            if (_pairing is { Confirmation: { } confirmation, NextPrivateKey: { } next } && epoch > confirmation.Epoch)
            {
                SaveLocked(_pairing with { PrivateKey = next, NextPrivateKey = null, NextLastSeq = 0, Confirmation = confirmation with { Epoch = epoch } });
                AdoptLocked(_pairing);
            }
        }
    }

    /// <summary>The portal will never take the next key.</summary>
    public void DropNextKey()
    {
        lock (_gate)
        {
            if (_pairing is { NextPrivateKey: not null })
                SaveLocked(_pairing with { NextPrivateKey = null, NextLastSeq = 0 });
        }
    }

    /// <summary>The portal knows this device no more: key, secrets, events and commands go.</summary>
    public void Forget()
    {
        lock (_gate)
            ForgetLocked();
    }

    /// <summary>A token that is good for an hour.</summary>
    public string SignIn(DateTimeOffset now)
    {
        lock (_gate)
        {
            var (known, signing) = PairedLocked();
            return signing.Token(known, now);
        }
    }

    /// <summary>Keeps an event, signed where it bears state; null while no owner has confirmed, and where the buffer is full.</summary>
    public DeviceEvent? Append(string kind, string at, string data)
    {
        lock (_gate)
        {
            return _pairing?.Confirmation is { } confirmation
                ? Events.Append(confirmation.Epoch, kind, (kept, number) => MakeLocked(kept, number, at, kept == kind ? data : "{}"))
                : null;
        }
    }

    public void Dispose()
    {
        Events.Dispose();
        _key?.Dispose();
        _ownership.Dispose();
    }

    private void Load()
    {
        lock (_gate)
        {
            if (File.Exists(_pairingFile))
            {
                AdoptLocked(JsonSerializer.Deserialize<DevicePairing>(File.ReadAllBytes(_pairingFile), GatewayJson.Options)
                    ?? throw new InvalidDataException("The pairing is damaged: reset the device and pair it again."));
            }
            else
            {
                // A crash in the middle of forgetting leaves these behind.
                ClearLocked();
            }
        }
    }

    private DeviceEvent MakeLocked(string kind, EventNumber number, string at, string data)
    {
        var (known, signing) = PairedLocked();
        var happened = new DeviceEvent { Epoch = number.Epoch, Seq = number.Seq, Kind = kind, At = at, Data = data };
        return EventKinds.BearsState(kind)
            ? happened with { Signature = EventSignature.Sign(signing, EventBytes.Of(known.DeviceId, happened)) }
            : happened;
    }

    private (DevicePairing Pairing, ECDsa Key) PairedLocked() =>
        _pairing is not null && _key is not null ? (_pairing, _key) : throw new InvalidOperationException("The device is not paired.");

    private void SaveLocked(DevicePairing pairing)
    {
        DurableFile.Replace(_pairingFile, JsonSerializer.SerializeToUtf8Bytes(pairing, GatewayJson.Options));
        _pairing = pairing;
    }

    private void AdoptLocked(DevicePairing adopted)
    {
        var signing = PairedKey.Open(adopted.PrivateKey);
        _key?.Dispose();
        (_key, _pairing) = (signing, adopted);
    }

    private void ForgetLocked()
    {
        // The pairing first: without it the rest is nobody's, and is cleared at the next start at the latest.
        DurableFile.Remove(_pairingFile);
        _key?.Dispose();
        (_key, _pairing) = (null, null);
        ClearLocked();
    }

    private void ClearLocked()
    {
        Events.Clear();
        Commands.Clear();
        Consumed.Clear();
        WrongCodes.Clear();
        Synced.Clear();
    }
}
