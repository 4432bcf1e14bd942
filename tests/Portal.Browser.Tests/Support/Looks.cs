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

    /// <summary>Goes there, waits for the words and looks; each night also in German, where that is tightest.</summary>
    public async Task LookAsync(string name, string path, string words)
    {
        await visitor.GoAsync(path);
        await visitor.SeeAsync(words);
        await LookAsync(name);
        if (Screen.IsThorough)
            await LookInGermanAsync(name, path);
    }

    /// <summary>German is up to 45 % longer; where that shows is a phone.</summary>
    public async Task LookInGermanAsync(string name, string path)
    {
        await visitor.SpeakAsync("de");
        try
        {
            await visitor.GoAsync(path);
            await LookAsync(name + "-de", Screen.Phone);
        }
        finally
        {
            await visitor.SpeakAsync("en");
        }
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
