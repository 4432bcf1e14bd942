namespace Portal.Client.Access;

/// <summary>What somebody typed into the wizard, kept for as long as the portal is open in this tab: leaving the page loses nothing.</summary>
public sealed class KeptDraft
{
    public AccessPointDraft Draft { get; private set; } = new();

    /// <summary>It has been added: the next one starts empty.</summary>
    public void Clear() => Draft = new AccessPointDraft();
}
