namespace Portal.Demo;

/// <summary>The demo of this start, once it was opened; empty until then, and where it could not be.</summary>
internal sealed class DemoStage
{
    private volatile DemoBook? _book;

    public DemoBook? Book
    {
        get => _book;
        set => _book = value;
    }
}
