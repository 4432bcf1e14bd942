using Portal.Storage;

namespace Portal.Tests.Storage;

/// <summary>A piece of work that occupies the writer until it is pulled, so that what comes after shares one commit.</summary>
internal sealed class Plug : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _pulled = new();
    private readonly Task _work;

    public Plug(Database database) =>
        _work = database.WriteAsync(
            _ =>
            {
                _running.SetResult();
                _pulled.Wait(Deadline, _stop);
            },
            CancellationToken.None);

    public Task Running => _running.Task.WaitAsync(Deadline, _stop);

    public void Pull() => _pulled.Set();

    public void Dispose()
    {
        Pull();
        Task.WhenAny(_work).Wait(Deadline, _stop); // Whether its commit succeeds is not the plug's concern.
        _pulled.Dispose();
    }
}
