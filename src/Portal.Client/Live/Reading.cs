using Microsoft.Extensions.Logging;

namespace Portal.Client.Live;

/// <summary>
/// What a page knows of what it shows: nothing yet, what it read last, or that the last try failed. What was read before stays, with the
/// word that it may be old.
/// </summary>
/// <typeparam name="TView">What the page shows.</typeparam>
public sealed class Reading<TView>(ILogger logger)
    where TView : class
{
    /// <summary>What was read last; null before the first time, and when there is nothing of that kind.</summary>
    public TView? View { get; private set; }

    /// <summary>Read at least once, whatever came of it.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Stands in the log beside the fault of the last try; null when the last try went well.</summary>
    public string? Reference { get; private set; }

    /// <summary>Reads again. A fault is kept here and logged: the page goes on showing what it has.</summary>
    public async Task ReadAsync(Func<CancellationToken, Task<TView?>> read, CancellationToken cancellationToken)
    {
        try
        {
            View = await read(cancellationToken);
            Reference = null;
            IsRead = true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception fault)
        {
            Reference = FaultReference.New();
            logger.ReadFailed(fault, typeof(TView).Name, Reference);
        }
    }
}
