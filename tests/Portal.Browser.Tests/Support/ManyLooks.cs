namespace Portal.Browser.Tests.Support;

/// <summary>One person's eyes at every size and theme at once, who stay signed in from look to look.</summary>
internal sealed class ManyLooks(Chromium chromium, PortalProcess portal, string email) : IAsyncDisposable
{
    private readonly List<(Screen Screen, Visitor Visitor)> _eyes = [];
    private readonly List<string> _faults = [];

    /// <summary>What was found wrong, look by look.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Goes there at each size and theme, waits for the words, takes a picture and looks for faults.</summary>
    public async Task LookAsync(string name, string path, string words)
    {
        if (_eyes.Count == 0)
            await OpenAsync();
        foreach (var (screen, visitor) in _eyes)
        {
            await visitor.GoAsync(path);
            await visitor.SeeAsync(words);
            await LookAsync(name, visitor, screen);
        }
    }

    /// <summary>Takes a picture of what somebody else looks at, and looks for faults.</summary>
    public async Task LookAsync(string name, Visitor visitor, Screen screen)
    {
        await visitor.SettleAsync();
        await Pictures.TakeAsync(visitor.Page, name, screen);
        _faults.AddRange((await visitor.FindFaultsAsync()).Select(fault => $"{name} {screen}: {fault}"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, visitor) in _eyes)
            await visitor.DisposeAsync();
    }

    private async Task OpenAsync()
    {
        foreach (var screen in Screen.All)
        {
            var visitor = await chromium.VisitAsync(portal.Address, screen);
            _eyes.Add((screen, visitor));
            await visitor.SignInAsync(email);
        }
    }
}
