namespace Portal.Client.Tests.Look;

public sealed class ContrastTests
{
    private const double Text = 4.5;
    private const double Shape = 3;

    private static readonly string[] Roles = ["secured", "open", "unknown", "needs", "urgent"];
    private static readonly string[] Grounds = ["bg", "surface", "sunken", "selected", "raised"];

    private static readonly (string One, string Other, double AtLeast)[] Neutral =
    [
        .. Grounds.Select(ground => ("ink", ground, Text)),
        .. Grounds.Select(ground => ("ink-2", ground, Text)),
        .. Grounds.Where(ground => ground is not "selected" and not "raised").Select(ground => ("ink-3", ground, Text)),
        ("control", "bg", Shape), ("control", "surface", Shape), ("ink", "bg", Shape),
        ("on-action", "action", Text), ("on-action", "action-hover", Text), ("action", "bg", Shape), ("action", "surface", Shape),
        ("on-open-panel", "open-panel", Text), ("on-urgent-panel", "urgent-panel", Text),
        ("open-panel", "#ffffff", Text), ("urgent-panel", "#ffffff", Text),
    ];

    public static TheoryData<string, string, double> Pairs()
    {
        var ofStates = Roles.SelectMany(role => new (string, string, double)[]
        {
            ($"{role}-text", $"{role}-tint", Text), ($"{role}-text", "surface", Text), ($"{role}-text", "bg", Text),
            ($"on-{role}", role, Text), (role, $"{role}-tint", Shape), (role, "surface", Shape), (role, "bg", Shape),
        });
        return [.. Neutral.Concat(ofStates)];
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Light_Pair_CanBeRead(string one, string other, double atLeast) =>
        Assert.True(Tokens.Light.Contrast(one, other) >= atLeast, $"{one} on {other}: {Tokens.Light.Contrast(one, other):0.00}");

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Dark_Pair_CanBeRead(string one, string other, double atLeast) =>
        Assert.True(
            Tokens.DarkByAttribute.Contrast(one, other) >= atLeast, $"{one} on {other}: {Tokens.DarkByAttribute.Contrast(one, other):0.00}");

    /// <summary>Dark is written twice: chosen by the reader, and by the system. They must not drift apart.</summary>
    [Fact]
    public void Dark_ByChoiceAndBySystem_AreTheSame() => Assert.Equal(Tokens.DarkByAttribute.Values, Tokens.DarkByPreference.Values);

    [Fact]
    public void Dark_EveryColourOfLight_IsSet() =>
        Assert.Empty(Tokens.Light.Values.Where(token => token.Value.StartsWith('#')).Select(token => token.Key).Except(Tokens.DarkByAttribute.Values.Keys));
}
