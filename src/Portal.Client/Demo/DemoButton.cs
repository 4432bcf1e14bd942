namespace Portal.Client.Demo;

/// <summary>A button of the panel: what it says, what will happen, and what the real page should show then.</summary>
public sealed record DemoButton(DemoAct Act, string Label, string Happens, string Shows);

/// <summary>Some buttons under one heading.</summary>
public sealed record DemoGroup(string Id, string Title, IReadOnlyList<DemoButton> Buttons);
