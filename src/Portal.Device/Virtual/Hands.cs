using System.Globalization;
using System.Security.Cryptography;

namespace Portal.Device.Virtual;

/// <summary>Turns the lines that somebody types at a running virtual device into what hands and faults do.</summary>
internal sealed class Hands(VirtualDevice device, Journal journal)
{
    private const int CodeDigits = 8;
    private const int MostGuesses = 50;

    private static readonly string[] Help =
    [
        "code 12345678        type a code at the keypad",
        "guess [NUMBER]       type wrong codes, five or so many",
        .. Deeds.Help,
        "status               say how everything stands",
        "quit                 switch off; the state stays",
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
            case ["guess", .. var more] when Guesses(more) is { } guesses:
                for (var typed = 0; typed < guesses; typed++)
                    journal.Write(Line(await device.EnterCodeAsync(RandomNumberGenerator.GetString("0123456789", CodeDigits), cancellationToken)));
                return true;
            default:
                await DoDeedAsync(line, cancellationToken);
                return true;
        }
    }

    /// <summary>Does one of the <see cref="Deeds"/>, and says what came of it.</summary>
    public async Task DoDeedAsync(string line, CancellationToken cancellationToken)
    {
        var word = Deeds.NameOf(line);
        if (Deeds.Find(line) is not { } deed)
            journal.Write($"error word={word} text=not a command, or not with these values; try help");
        else if ((await deed(device, cancellationToken)).Error is { } error)
            journal.Write($"refused word={word} reason={error}");
        else
            journal.Write($"ok word={word}");
    }

    private static int? Guesses(string[] words) => words switch
    {
        [] => 5,
        [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostGuesses => number,
        _ => null,
    };

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
