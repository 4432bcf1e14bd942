namespace Portal.Demo;

/// <summary>
/// Sets the scene: people and places before the first request, devices and a delivery that waits for approval once the portal listens;
/// then prints who may sign in.
/// </summary>
internal sealed class DemoStart(DemoSeed seed, DemoStage stage, DemoDevices devices, DemoCarrier carrier, ILogger<DemoStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        stage.Book = await seed.OpenAsync(cancellationToken);
        if (stage.Book is null)
            logger.FolderGone();
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (stage.Book is not { } book)
            return;
        try
        {
            await devices.SwitchOnAsync(book, cancellationToken);
            await RequestAsync(book.Spots[0].Handle, cancellationToken);
            await PrintAsync(book);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped while the scene was being set: the portal ends as it would a moment later.
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => devices.SwitchOffAsync();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RequestAsync(string handle, CancellationToken cancellationToken)
    {
        if (await carrier.HasAnyAheadAsync(handle, cancellationToken))
            return;
        var answer = await carrier.RequestAsync(handle, cancellationToken);
        if (answer.Value is null)
            logger.RequestRefused(answer.Problem);
    }

    // Printed, not logged: for the terminal of whoever started it.
    private static Task PrintAsync(DemoBook book) => Console.Out.WriteAsync(
        $"""
        Owner: {DemoPeople.Owner.Email} / {book.Password}
        Support: {DemoPeople.Support.Email} / {book.Password}
        Operator: {DemoPeople.Operator.Email} / {book.Password}
        Carrier key: {book.CarrierKey}

        """);
}
