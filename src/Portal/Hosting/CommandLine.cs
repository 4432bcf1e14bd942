using System.CommandLine;

namespace Portal.Hosting;

/// <summary>
/// Commands beside the server. Each feature brings its own (<c>XCommands.cs</c>); the first argument decides between a command and the
/// server. Exit codes: 0 fine, 1 the check failed, 2 wrong use.
/// </summary>
internal static class CommandLine
{
    /// <summary>Whether the arguments are for a command; settings such as <c>--urls</c> are for the server.</summary>
    public static bool IsCommand(string[] args) =>
        args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version");

    public static Task<int> RunAsync(string[] args, params IEnumerable<Command> commands)
    {
        var root = new RootCommand("Portal. Without a command it serves.");
        foreach (var command in commands)
            root.Add(command);
        return StartUp.GuardAsync(async () =>
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count == 0)
                return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            await Console.Error.WriteLineAsync(string.Join(' ', parsed.Errors.Select(error => error.Message)));
            return StartUp.WrongUse;
        });
    }
}
