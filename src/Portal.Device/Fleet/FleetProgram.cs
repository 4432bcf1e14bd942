using System.CommandLine;
using System.Globalization;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Command = System.CommandLine.Command;

namespace Portal.Device.Fleet;

/// <summary>The command <c>fleet</c>: pairs light devices where it is given codes, and runs them until it is told to quit.</summary>
internal sealed class FleetProgram
{
    private const int Failed = 1;
    private const int WrongUse = 2;

    private readonly Option<Uri> _portal;
    private readonly Option<string> _file = new("--file")
    {
        Description = "File that keeps who the devices are, one a line; with their keys.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine("data", "devices", "fleet.jsonl"),
    };

    private readonly Option<string?> _codes = new("--codes") { Description = "File of pairing codes, one a line; - for the input.", HelpName = "FILE" };
    private readonly Option<int?> _devices = new("--devices") { Description = "Run only the first so many.", HelpName = "NUMBER" };
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _errors;

    public FleetProgram(Option<Uri> portal, TextReader input, TextWriter output, TextWriter errors)
    {
        (_portal, _input, _output, _errors) = (portal, input, output, errors);
        _devices.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--devices: a whole number from 1.");
        });
        Command = new Command("fleet", "Thousands of light key boxes in one process, for load. Each needs an access point and a pairing of its own.")
        {
            _portal, _file, _codes, _devices,
        };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    /// <summary>What such a device says of itself when it is paired.</summary>
    internal static DeviceDescription Description(int number) => new()
    {
        Profile = DeviceProfile.KeyBox,
        Model = "Light key box",
        Serial = string.Create(CultureInfo.InvariantCulture, $"F{number:000000}"),
        Firmware = "1.0.0",
        CanDo = [Capabilities.Lock, Capabilities.DoorContact, Capabilities.Battery],
    };

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var journal = new Journal(_output, TimeProvider.System);
        var file = parsed.GetRequiredValue(_file);
        try
        {
            var members = await FleetMember.ReadAsync(file, cancellationToken);
            if (parsed.GetValue(_codes) is { } codes && await PairAsync(parsed.GetRequiredValue(_portal), codes, members, file, journal, cancellationToken) is { } failure)
                return failure;
            var wanted = parsed.GetValue(_devices) ?? members.Count;
            if (members.Count == 0 || wanted > members.Count)
                return Say(WrongUse, string.Create(CultureInfo.InvariantCulture, $"{file} has {members.Count} devices: add --codes and a file of pairing codes."));
            await LiveAsync(members, wanted, file, journal, cancellationToken);
            return 0;
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Say(Failed, broken.Message);
        }
    }

    // Null when every code was taken; otherwise the exit code. What was claimed is kept in any case.
    private async Task<int?> PairAsync(
        Uri portal, string codes, List<FleetMember> members, string file, Journal journal, CancellationToken cancellationToken)
    {
        using var reader = codes == "-" ? null : new StreamReader(codes);
        try
        {
            while (await (reader ?? _input).ReadLineAsync(cancellationToken) is { Length: > 0 } code)
            {
                var description = Description(members.Count + 1);
                var (result, pairing, _) = await Claiming.ClaimAsync(portal, code, description, cancellationToken);
                if (result is PairingResult.Refused refused)
                    return Say(Failed, $"{refused.Code}: {refused.Detail}");
                if (pairing is null)
                    continue;
                members.Add(new FleetMember { Pairing = pairing });
                journal.Write($"device id={pairing.DeviceId} serial={description.Serial}");
                journal.Write($"check-number number={pairing.CheckNumber} text=confirm in the portal that it shows the same number");
            }

            return null;
        }
        finally
        {
            Write(file, members);
        }
    }

    private async Task LiveAsync(List<FleetMember> members, int wanted, string file, Journal journal, CancellationToken cancellationToken)
    {
        using var off = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var fleet = new LightFleet(members[..wanted], TimeProvider.System);
        fleet.Tally.AllOnline = took => journal.Write(
            string.Create(CultureInfo.InvariantCulture, $"all-online devices={wanted} seconds={took.TotalSeconds:0.00}"));
        journal.Write(string.Create(CultureInfo.InvariantCulture, $"fleet devices={wanted}"));
        var living = fleet.RunAsync(off.Token);
        try
        {
            // At the end of the input it goes on without words, as a process in the background does.
            while (await _input.ReadLineAsync(off.Token).AsTask().WaitAsync(off.Token) is var line && line != "quit")
            {
                if (line is null)
                    await living;
                else
                    journal.Write(Do(fleet, line));
            }
        }
        catch (OperationCanceledException)
        {
            // Switched off.
        }

        await off.CancelAsync();
        await living;
        Write(file, [.. fleet.Members, .. members[wanted..]]);
        journal.Write(fleet.ToString());
    }

    private static string Do(LightFleet fleet, string line)
    {
        switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["report", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var events):
                fleet.Report(events);
                break;
            case ["drop"]:
                fleet.Drop();
                break;
            case ["cut"]:
                fleet.Cut();
                break;
            case ["restore"]:
                fleet.Restore();
                break;
            case ["status"]:
                return fleet.ToString();
            default:
                return "error text=a fleet knows report NUMBER, drop, cut, restore, status, quit";
        }

        return $"ok word={line}";
    }

    private static void Write(string file, IEnumerable<FleetMember> members)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        FleetMember.Write(file, members);
    }

    private int Say(int exitCode, string message)
    {
        _errors.WriteLine(message.ReplaceLineEndings(" "));
        return exitCode;
    }
}
