namespace Portal.Client.Access;

/// <summary>What the cards of the settings page share: what is set, what became of the last change, and the way to make one.</summary>
/// <param name="View">What is set.</param>
/// <param name="IsBusy">A change is on its way.</param>
/// <param name="Faults">What was wrong with the last change, by field.</param>
/// <param name="Answer">What became of it.</param>
/// <param name="Change">Makes a change.</param>
public sealed record SettingsState(
    AccessPointSettingsView View,
    bool IsBusy,
    IReadOnlyDictionary<string, string> Faults,
    SettingsAnswer? Answer,
    Func<AccessPointChange, Task> Change)
{
    public string? Fault(string field) => Faults.GetValueOrDefault(field);

    /// <summary>The answer to the last change, if it was of this kind.</summary>
    public SettingsAnswer? AnswerTo<TChange>()
        where TChange : AccessPointChange => Answer?.To is TChange ? Answer : null;
}

/// <summary>What became of a change.</summary>
/// <param name="To">The change.</param>
/// <param name="Says">What to say of it.</param>
/// <param name="NeedsSignIn">It waits for a fresh sign-in, which opens beside the page so that nothing typed is lost.</param>
public sealed record SettingsAnswer(AccessPointChange To, string Says, bool NeedsSignIn);
