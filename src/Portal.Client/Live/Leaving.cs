namespace Portal.Client.Live;

/// <summary>
/// Ends with a page or a part of one: what it still waits for then is called off. What runs on for a moment after that, an answer that
/// was already on its way, may ask for the token like any other: a source that is disposed would throw and take the whole circuit along.
/// </summary>
public sealed class Leaving : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Leaving() => Token = _source.Token;

    public CancellationToken Token { get; }

    public bool IsOver => Token.IsCancellationRequested;

    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }
}
