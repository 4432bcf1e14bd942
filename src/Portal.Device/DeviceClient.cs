using System.Text;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// The device's side of the gateway: pairs, signs in, keeps what happened until the portal has stored it, beats by itself, has commands
/// carried out once, and connects again for ever. One per folder; safe to call from several threads.
/// </summary>
public sealed class DeviceClient : IDisposable
{
    private static readonly TimeSpan GoodLine = TimeSpan.FromSeconds(10);

    private readonly DeviceOptions _options;
    private readonly DeviceState _state;
    private readonly Orders _orders;
    private readonly Outgoing _outgoing = new();
    private readonly Retry _retry = new(Random.Shared.NextDouble);
    private readonly long _startedAt;
    private readonly Line _line;
    private readonly Keypad _keypad;
    private readonly KeyChange _keyChange;
    private volatile string? _dismissed;

    /// <summary>Opens the folder and comes back as the device that it holds, if it holds one.</summary>
    /// <exception cref="IOException">Another process has the folder, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">A file in it is damaged otherwise than by a crash.</exception>
    public DeviceClient(DeviceOptions options)
    {
        _options = options;
        _startedAt = _options.Time.GetTimestamp();
        Clock = new DeviceClock(_options.Time, _options.ClockError);
        _state = DeviceState.Open(_options.Directory, _options.Time);
        _orders = new Orders(_state.Commands, Clock, _options.Obey);
        _line = new Line(_options.Time);
        _keyChange = new KeyChange(_state, _options, Clock);
        _keypad = new Keypad(_options, _state, Clock, _line, Keep);
    }

    /// <summary>The device's clock, set by the portal.</summary>
    public DeviceClock Clock { get; }

    /// <summary>Who the device is, or null while it was never paired (or was released).</summary>
    public string? DeviceId => _state.Pairing?.DeviceId;

    /// <summary>Six digits for the owner to compare, while an owner still has to confirm.</summary>
    public string? CheckNumber => _state.Pairing is { Confirmation: null } waiting ? waiting.CheckNumber : null;

    /// <summary>Whether an owner has confirmed the pairing.</summary>
    public bool IsConfirmed => _state.Pairing?.Confirmation is not null;

    /// <summary>Whether the device is signed in at this moment.</summary>
    public bool IsConnected => _line.Now is not null;

    /// <summary>How many events the portal has not acknowledged.</summary>
    public int Unacknowledged => _state.Events.Count;

    /// <summary>What was reported last of each fact: after a start, report what differs from it.</summary>
    public ReportedState Reported => _state.Events.Reported;

    /// <summary>Claims a pairing code with a new key. A device that was paired before is another one afterwards.</summary>
    /// <param name="portal">The portal's address, <c>https://…</c>.</param>
    /// <param name="code">As the owner reads it out or the device's user types it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException"><see cref="RunAsync"/> is running.</exception>
    public async Task<PairingResult> PairAsync(Uri portal, string code, CancellationToken cancellationToken)
    {
        if (_line.Now is not null)
            throw new InvalidOperationException("Stop the device before it is paired anew.");

        var (result, pairing, serverTime) = await Claiming.ClaimAsync(portal, code, _options.Description, cancellationToken);
        if (pairing is not null)
        {
            _state.BeClaimed(pairing);
            _dismissed = null;
        }

        if (serverTime is { } about)
            Clock.Guess(about);

        return result;
    }

    /// <summary>Lives: connects, talks, and connects again, until it is cancelled or the portal dismisses the device.</summary>
    /// <returns>Null when it was cancelled; otherwise why the portal knows the device no more.</returns>
    /// <exception cref="InvalidOperationException">The device was never paired.</exception>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_dismissed is null)
            {
                await _options.Network.WhenConnectedAsync(cancellationToken);
                var why = await LiveOnceAsync(cancellationToken);
                if (_dismissed is null)
                {
                    _options.News(new DeviceNews.Disconnected(why));
                    await Task.Delay(_retry.Next(), _options.Time, cancellationToken);
                }
            }

            _options.News(new DeviceNews.Dismissed(_dismissed));
            return _dismissed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// Keeps an event, under the next number and signed where it bears state; it is on the disk when this returns, and is sent as
    /// soon as there is a line.
    /// </summary>
    /// <param name="kind">One of <see cref="EventKinds"/>, or a word of the maker's own.</param>
    /// <param name="data">Becomes a JSON object with camelCase members, at most 4 KiB; null for none. Nothing personal.</param>
    /// <returns>The event; null where it was not kept: nobody has confirmed the pairing yet, or the buffer is full.</returns>
    /// <exception cref="ArgumentException">The kind or the data is not what the contract allows.</exception>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public DeviceEvent? Report(string kind, object? data = null)
    {
        if (!EventKinds.IsWellFormed(kind))
            throw new ArgumentException("A kind is a word of a-z, 0-9 and _, at most 64 long.", nameof(kind));

        return Keep(kind, DataOf(data), Clock.Now);
    }

    /// <summary>
    /// Asks the portal about a code that somebody typed, and unlocks if it is granted: a granted verdict is the command. Without an answer in
    /// 3 s the device judges by itself, if an owner has switched that on; otherwise nothing happens.
    /// </summary>
    public Task<CodeAnswer> EnterCodeAsync(string code, CancellationToken cancellationToken) =>
        _keypad.EnterAsync(code, _orders, result => Answer(CommandNames.Unlock, result), cancellationToken);

    /// <summary>Sends a picture; it is kept nowhere else, so that what could not be sent now is gone.</summary>
    /// <param name="image">JPEG, PNG or WebP, at most 2 MB.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The device was never paired.</exception>
    public Task<SnapshotResult> SendSnapshotAsync(ReadOnlyMemory<byte> image, CancellationToken cancellationToken)
    {
        var pairing = _state.Pairing ?? throw new InvalidOperationException("The device was never paired.");
        return SnapshotPost.SendAsync(pairing, _state.SignIn(Clock.Now), image, _options.Network, cancellationToken);
    }

    /// <summary>
    /// Gives the device a new key; the old one opens nothing from then on. What waits to be sent keeps its numbers and signatures, and the
    /// line is made anew. A change whose answer was lost is completed at the next connect.
    /// </summary>
    /// <exception cref="InvalidOperationException">The device was never paired, or nobody has confirmed it yet.</exception>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public Task<RotationResult> RotateKeyAsync(CancellationToken cancellationToken) => _keyChange.RunAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _keyChange.Dispose();
        _keypad.Dispose();
        _state.Dispose();
    }

    /// <summary>The JSON text of an event's data.</summary>
    internal static string DataOf(object? data)
    {
        var text = data is null ? "{}" : JsonSerializer.Serialize(data, GatewayJson.Options);
        return text.StartsWith('{') && Encoding.UTF8.GetByteCount(text) <= GatewayLimits.DataBytes
            ? text
            : throw new ArgumentException($"An event's data is an object of at most {GatewayLimits.DataBytes} bytes.", nameof(data));
    }

    private async Task<string> LiveOnceAsync(CancellationToken cancellationToken)
    {
        await _keyChange.CompleteIfBegunAsync(cancellationToken);
        var pairing = _state.Pairing ?? throw new InvalidOperationException("The device was never paired.");
        _state.Synced.Connect(_options.Time.GetTimestamp());
        _keypad.Offline.TellRest();
        try
        {
            await using var line = await GatewaySession.OpenAsync(
                pairing.GatewayUrl, _state.SignIn(Clock.Now), _options.Network, _options.Time, opening => Listen(opening, cancellationToken), cancellationToken);
            _line.Set(line);
            _options.News(new DeviceNews.Connected());
            var connectedAt = _options.Time.GetTimestamp();
            using var untilClosed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, line.Closed);
            try
            {
                await new Speaker(line, _state, _options, Clock, _outgoing, _startedAt).RunAsync(untilClosed.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Closed while it was waiting or asking.
            }

            // A line that breaks at once was not good: two devices with one key would otherwise push each other out for ever.
            if (_options.Time.GetElapsedTime(connectedAt) > GoodLine)
                _retry.Reset();

            return line.ClosedBecause ?? "The connection was closed.";
        }
        catch (SignInRefusedException refused)
        {
            if (refused.Date is { } about)
                Clock.Guess(about);

            return refused.Message;
        }
        catch (IOException broken)
        {
            return broken.Message;
        }
        finally
        {
            _line.Set(null);
        }
    }

    private void Listen(GatewaySession opening, CancellationToken cancellationToken)
    {
        opening.On<Command>(GatewayMethods.Command, async command =>
        {
            if (await _orders.CarryOutAsync(command, cancellationToken) is { } result)
                Answer(command.Name, result);
        });
        opening.On<Paired>(GatewayMethods.Paired, confirmation =>
        {
            if (_state.BeConfirmed(confirmation))
                _options.News(new DeviceNews.Confirmed(confirmation.Epoch));

            return Task.CompletedTask;
        });
        opening.On<SyncGrants>(GatewayMethods.SyncGrants, list =>
        {
            _state.Synced.Take(list);
            _outgoing.Wake();
            return Task.CompletedTask;
        });
        opening.On<Disconnecting>(GatewayMethods.Disconnecting, farewell =>
        {
            if (farewell.Reason is Disconnecting.Refused or Disconnecting.Released)
            {
                _state.Forget();
                _dismissed = farewell.Reason;
                opening.End("The portal dismissed the device.");
            }

            return Task.CompletedTask;
        });
    }

    private DeviceEvent? Keep(string kind, string data, DateTimeOffset at)
    {
        var happened = _state.Append(kind, WireTime.Format(at), data);
        if (happened is not null)
        {
            _options.News(new DeviceNews.Kept(happened));
            _outgoing.Wake();
        }

        return happened;
    }

    private void Answer(string name, CommandResult result)
    {
        _options.News(new DeviceNews.Answered(name, result));
        _outgoing.Add(result);
    }
}
