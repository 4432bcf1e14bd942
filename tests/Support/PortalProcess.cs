using System.Diagnostics;

namespace Portal.Tests.Support;

/// <summary>The portal's program as a process of its own: for commands, exit codes and wrong settings.</summary>
internal static class PortalProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="settings">Environment variables, for example <c>Portal__PublicUrl</c>.</param>
    /// <param name="input">Standard input, to its end.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<Result> RunAsync(
        IReadOnlyDictionary<string, string> settings, string input, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The portal's program did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
            return new Result(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    internal sealed record Result(int ExitCode, string Output, string Error);
}
