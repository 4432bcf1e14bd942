using System.Globalization;

namespace Portal.Device.Virtual;

/// <summary>Turns the lines that somebody types at a running virtual device into what hands and faults do.</summary>
internal sealed class Hands(VirtualDevice device, Journal journal)
{
    private static readonly string[] Help =
    [
        "code 12345678      type a code at the keypad",
        "open, close        open or shut the lid, trunk or door; for a garage: press the wall button",
        "unlock, lock       with the resident's own key",
        "cut, restore       the network",
        "jam, unjam         the bolt",
        "tamper, untamper   work on the device itself",
        "move LAT LON       the car stands somewhere else now",
        "drive LAT LON      the car is there and still moving",
        "battery PERCENT    set the battery's charge",
        "status             say how everything stands",
        "quit               switch off; the state stays",
    ];

    /// <summary>Does one line. False when it says to stop.</summary>
    public async Task<bool> DoAsync(string line, CancellationToken cancellationToken)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        switch (words)
        {
            case []:
                return true;
            case ["quit"]:
                return false;
            case ["help"]:
                foreach (var text in Help)
                    journal.Write($"help text={text}");
                return true;
            case ["status"]:
                journal.Write(await device.ReadStatusAsync(cancellationToken), device);
                return true;
            case ["code", var code]:
                journal.Write(Line(await device.EnterCodeAsync(code, cancellationToken)));
                return true;
            default:
                journal.Write(await MoveAsync(words, cancellationToken) switch
                {
                    null => $"error word={words[0]} text=not a command, or not with these values; try help",
                    { Error: { } error } => $"refused word={words[0]} reason={error}",
                    _ => $"ok word={words[0]}",
                });
                return true;
        }
    }

    private async Task<OrderOutcome?> MoveAsync(string[] words, CancellationToken cancellationToken) => words switch
    {
        ["open"] => await device.OpenLidAsync(cancellationToken),
        ["close"] => await device.CloseLidAsync(cancellationToken),
        ["unlock"] => await device.UnlockByKeyAsync(cancellationToken),
        ["lock"] => await device.LockAsync(cancellationToken),
        ["cut"] => await DoneAsync(device.CutNetworkAsync()),
        ["restore"] => await DoneAsync(device.RestoreNetworkAsync()),
        ["jam"] => await device.JamAsync(isJammed: true, cancellationToken),
        ["unjam"] => await device.JamAsync(isJammed: false, cancellationToken),
        ["tamper"] => await device.TamperAsync(isTampered: true, cancellationToken),
        ["untamper"] => await device.TamperAsync(isTampered: false, cancellationToken),
        ["move", var lat, var lon] when Number(lat, 90) is { } y && Number(lon, 180) is { } x =>
            await device.MoveAsync(y, x, isMoving: false, cancellationToken),
        ["drive", var lat, var lon] when Number(lat, 90) is { } y && Number(lon, 180) is { } x =>
            await device.MoveAsync(y, x, isMoving: true, cancellationToken),
        ["battery", var text] when Number(text, 100) is { } percent and >= 0 =>
            await device.SetBatteryAsync((int)percent, cancellationToken),
        _ => null,
    };

    private static async Task<OrderOutcome> DoneAsync(Task switching)
    {
        await switching;
        return OrderOutcome.Done;
    }

    private static double? Number(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most ? number : null;

    private static string Line(CodeAnswer answer) => answer switch
    {
        CodeAnswer.Granted granted =>
            $"code verdict=granted command={granted.CommandId} status={granted.Status}{(granted.Error is { } error ? $" error={error}" : "")}",
        CodeAnswer.GrantedOffline granted =>
            $"code verdict=granted-offline attempt={granted.AttemptId} status={granted.Status}{(granted.Error is { } error ? $" error={error}" : "")}",
        CodeAnswer.Denied denied => $"code verdict=denied reason={denied.Reason}",
        CodeAnswer.NoAnswer => "code verdict=none",
        _ => throw new InvalidOperationException($"No line for {answer.GetType().Name}."),
    };
}
