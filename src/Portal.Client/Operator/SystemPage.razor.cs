using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Operator;

/// <summary>The operator's look at what the portal depends on. Nothing rings for it: it is read when somebody looks.</summary>
public sealed partial class SystemPage(IOperatorSystem port, ILogger<SystemPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<MailQueueView> _reading = new(logger);

    public void Dispose() => _leaving.Dispose();

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(port.FindMailAsync, _leaving.Token);
}
