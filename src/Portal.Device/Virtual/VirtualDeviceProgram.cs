using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Portal.Device.Fleet;
using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>A virtual device as a program of its own. Exit codes: 0 switched off, 1 it could not go on, 2 wrong use.</summary>
internal sealed class VirtualDeviceProgram
{
    private const int Failed = 1;
    private const int WrongUse = 2;

    private static readonly string Profiles = string.Join(", ", DeviceProfile.All);

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "What it is: " + Profiles + ".",
        HelpName = "PROFILE",
        DefaultValueFactory = _ => DeviceProfile.KeyBox.Name,
    };

    private readonly Option<Uri> _portal = new("--portal")
    {
        Description = "The portal's address.",
        HelpName = "URL",
        DefaultValueFactory = _ => new Uri("http://localhost:5080"),
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var portal) && portal.Scheme is "http" or "https")
                return portal;
            result.AddError($"--portal: '{result.Tokens[0].Value}' is not an http or https address.");
            return null;
        },
    };

    private readonly Option<string?> _pair = new("--pair")
    {
        Description = "Pair with this code; without one it is asked for.",
        HelpName = "CODE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _state = new("--state") { Description = "Folder for its state (data/devices/PROFILE).", HelpName = "DIR" };
    private readonly Option<double> _latitude = Degrees("--latitude", 90, 48.13743);
    private readonly Option<double> _longitude = Degrees("--longitude", 180, 11.57549);
    private readonly Option<int> _heartbeat = Seconds("--heartbeat", "Time between heartbeats", 15, 300, 60);
    private readonly Option<int> _travel = Seconds("--travel", "Time that a garage door takes from end to end", 1, 300, 12);
    private readonly Option<string[]> _faults = new("--fault")
    {
        Description = "Begin with this, as if it was typed (jam, battery=9, clock=300 …); may be given again. 'help' at its input lists them.",
        HelpName = "WORD",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _errors;
    private readonly RootCommand _root = new("A lock, key box, car, doorbell or garage opener that is not there, speaking to a portal as a real one does.");

    public VirtualDeviceProgram(TextReader input, TextWriter output, TextWriter errors)
    {
        (_input, _output, _errors) = (input, output, errors);
        _profile.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !DeviceProfile.TryFind(name, out _))
                result.AddError($"--profile: '{name}' is none of {Profiles}.");
        });
        _pair.Validators.Add(result =>
        {
            if (result.Tokens is [var code] && !PairingCode.TryNormalise(code.Value, out _))
                result.AddError("--pair: a pairing code has 8 letters and digits, like K7QX-4M2P.");
        });
        _faults.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => Deeds.Find(token.Value) is null) is { } unknown)
                result.AddError($"--fault: '{unknown.Value}' is nothing that can be done to a virtual device, or not with these values.");
        });
        foreach (var option in new Option[] { _portal, _profile, _pair, _state, _latitude, _longitude, _heartbeat, _travel, _faults })
            _root.Options.Add(option);
        _root.SetAction(RunAsync);
        _root.Subcommands.Add(new FleetProgram(_portal, input, output, errors).Command);
    }

    public async Task<int> RunAsync(string[] args)
    {
        var parsed = _root.Parse(args);
        if (parsed.Errors is [var first, ..])
            return Say(WrongUse, first.Message);
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = _output, Error = _errors }, CancellationToken.None);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var journal = new Journal(_output, TimeProvider.System);
        try
        {
            await using var device = new VirtualDevice(Options(parsed, journal));
            if (await PairAsync(parsed, device, journal, cancellationToken) is { } failure)
                return failure;
            return await LiveAsync(device, new Hands(device, journal), parsed.GetValue(_faults) ?? [], cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Say(Failed, $"The state folder cannot be used: {broken.Message}");
        }
    }

    private VirtualDeviceOptions Options(ParseResult parsed, Journal journal)
    {
        var name = parsed.GetRequiredValue(_profile);
        return new VirtualDeviceOptions
        {
            Directory = parsed.GetValue(_state) ?? Path.Combine("data", "devices", name),
            Profile = DeviceProfile.All.Single(profile => profile.Name == name),
            Latitude = parsed.GetValue(_latitude),
            Longitude = parsed.GetValue(_longitude),
            HeartbeatSeconds = parsed.GetValue(_heartbeat),
            Timing = new BodyTiming { Travel = TimeSpan.FromSeconds(parsed.GetValue(_travel)) },
            News = journal.Write,
        };
    }

    // Null when the device is paired; otherwise the exit code.
    private async Task<int?> PairAsync(ParseResult parsed, VirtualDevice device, Journal journal, CancellationToken cancellationToken)
    {
        if (parsed.GetResult(_pair) is null)
            return device.DeviceId is null ? Say(WrongUse, "This device was never paired: add --pair and the code that the portal shows.") : Present(device, journal);
        if (device.DeviceId is { } deviceId)
            return Say(WrongUse, $"This device is paired already, as {deviceId}: leave --pair out, or give it another --state.");
        if (parsed.GetValue(_pair) is not { } code)
        {
            journal.Write("pairing text=type the code that the portal shows");
            if (await _input.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken) is not { } typed)
                return Say(WrongUse, "No pairing code was given.");
            code = typed;
        }

        return await device.PairAsync(parsed.GetRequiredValue(_portal), code, cancellationToken) switch
        {
            PairingResult.Claimed => Present(device, journal),
            PairingResult.Refused refused => Say(Failed, $"{refused.Code}: {refused.Detail}"),
            _ => throw new InvalidOperationException("A pairing is claimed or refused."),
        };
    }

    private static int? Present(VirtualDevice device, Journal journal)
    {
        journal.Write($"device id={device.DeviceId} serial={device.Serial}");
        if (device.CheckNumber is { } number)
            journal.Write($"check-number number={number} text=confirm in the portal that it shows the same number");
        return null;
    }

    private async Task<int> LiveAsync(VirtualDevice device, Hands hands, IEnumerable<string> faults, CancellationToken cancellationToken)
    {
        foreach (var fault in faults)
            await hands.DoDeedAsync(fault, cancellationToken);

        using var off = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            off.Cancel();
        });
        var living = device.RunAsync(off.Token);
        var obeying = ObeyAsync(hands, off.Token);
        await Task.WhenAny(living, obeying);
        await off.CancelAsync();
        await obeying;
        return await living is null ? 0 : Failed;
    }

    // Until it is told to quit. At the end of the input it goes on without hands, as a process in the background does.
    private async Task ObeyAsync(Hands hands, CancellationToken cancellationToken)
    {
        try
        {
            // A console's read cannot be cancelled: it is left behind.
            while (await _input.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken) is { } line)
            {
                if (!await hands.DoAsync(line, cancellationToken))
                    return;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Switched off.
        }
    }

    private int Say(int exitCode, string message)
    {
        _errors.WriteLine(message.ReplaceLineEndings(" "));
        return exitCode;
    }

    private static Option<double> Degrees(string name, int most, double usual) => new(name)
    {
        Description = $"Where it stands when it is new, -{most} to {most}.",
        HelpName = "DEGREES",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
                return degrees;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is not a number of degrees from -{most} to {most}.");
            return default;
        },
    };

    private static Option<int> Seconds(string name, string description, int least, int most, int usual) => new(name)
    {
        Description = $"{description}, {least} to {most}.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most)
                return seconds;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is not a whole number of seconds from {least} to {most}.");
            return default;
        },
    };
}
