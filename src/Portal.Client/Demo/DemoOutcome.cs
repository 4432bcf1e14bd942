namespace Portal.Client.Demo;

/// <summary>What came of something that the panel did.</summary>
/// <param name="Text">One or two sentences.</param>
/// <param name="Link">A page to look at next, where there is one.</param>
public sealed record DemoOutcome(string Text, Uri? Link = null);
