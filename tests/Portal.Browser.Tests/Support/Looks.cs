namespace Portal.Browser.Tests.Support;

/// <summary>
/// Looks at what a person has before them, at each size and in both themes: the page is loaded once and then turned about, so that what
/// it shows is the same in every picture.
/// </summary>
internal sealed class Looks(Visitor visitor)
{
    private readonly List<string> _faults = [];

    /// <summary>What was found wrong, look by look.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Goes there, waits for the words and looks.</summary>
    public async Task LookAsync(string name, string path, string words)
    {
        await visitor.GoAsync(path);
        await visitor.SeeAsync(words);
        await LookAsync(name);
    }

    /// <summary>Takes a picture of each, and looks for faults.</summary>
    public Task LookAsync(string name) => LookAsync(name, Screen.All);

    /// <summary>At some of the sizes.</summary>
    public async Task LookAsync(string name, params IReadOnlyList<Screen> screens)
    {
        await visitor.SettleAsync();
        foreach (var screen in screens)
        {
            await visitor.ResizeAsync(screen);
            await Pictures.TakeAsync(visitor.Page, name, screen);
            _faults.AddRange((await visitor.FindFaultsAsync()).Select(fault => $"{name} {screen}: {fault}"));
        }
    }
}
