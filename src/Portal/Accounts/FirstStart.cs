using Portal.Client;

namespace Portal.Accounts;

/// <summary>Prints the operator's one-time link once the portal listens, outside of Development, while there is no operator.</summary>
internal sealed class FirstStart(SetupLinks links, PublicUrl publicUrl, TextWriter terminal, IHostEnvironment environment)
    : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // Printed, not logged: logs are kept and read by more people than the terminal of the first start.
        if (!environment.IsDevelopment() && await links.IssueAsync(cancellationToken) is { } token)
            await terminal.WriteLineAsync("Operator setup, 30 minutes, one use: " + publicUrl.At("/setup/" + token));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
