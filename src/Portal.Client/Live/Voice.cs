namespace Portal.Client.Live;

/// <summary>What a page says to a screen reader: whoever has a sentence hands it in, and the one region of the frame speaks it.</summary>
public sealed class Voice
{
    private Action<string>? _hear;

    /// <summary>The region takes its place; with null it leaves.</summary>
    public void Listen(Action<string>? hear) => _hear = hear;

    /// <param name="sentence">A completed one: 'Trunk closed and locked'.</param>
    public void Say(string sentence) => _hear?.Invoke(sentence);
}
