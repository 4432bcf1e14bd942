using System.Net;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Which passwords do, and what changing one ends.</summary>
public sealed class PasswordTests : IAsyncLifetime
{
    private const string Mara = "mara@example.com";
    private const string Another = "a rather different sentence";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        await _host.AddOwnerAsync(Mara, Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("administrator")]
    [InlineData("Administrator!")]
    [InlineData("qwertyuiop123456")]
    [InlineData("...Password2026...")]
    [InlineData("monkeymonkeymonkey")]
    [InlineData("letmeindragon")]
    [InlineData("1qaz2wsx3edc4rfv")]
    public void S24_Password_OfTheLists_IsRefusedHoweverItIsDressed(string password) => Assert.True(KnownPasswords.Holds(password));

    [Theory]
    [InlineData(People.Password)]
    [InlineData(Another)]
    [InlineData("zM4-rolling-kettle")]
    [InlineData("8f1c0f0b3a774d1e")]
    [InlineData("123 456 789 012")]
    public void S24_Password_OfNoList_IsTaken(string password) => Assert.False(KnownPasswords.Holds(password));

    [Theory]
    [InlineData("/register")]
    [InlineData("/settings/password")]
    public async Task S24_Password_OfTheLists_IsRefusedWhereverItIsChosen(string page)
    {
        using var visitor = await _host.SignInAsync(Mara, Stop);

        using var answer = await visitor.SubmitAsync(page, Fields("qwertyuiop1234"), Stop);

        Assert.Contains("Thieves try this one first", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S26_PasswordChanged_TheOtherBrowsersAreSignedOut_ThisOneIsNot()
    {
        using var visitor = await _host.SignInAsync(Mara, Stop);
        using var other = await _host.SignInAsync(Mara, Stop);

        using var changed = await visitor.SubmitAsync("/settings/password", Fields(Another), Stop);
        using var own = await visitor.GetAsync("/settings", Stop);
        using var others = await other.GetAsync("/settings", Stop);
        using var old = await _host.NewVisitor().TrySignInAsync(Mara, People.Password, Stop);
        using var anew = await _host.NewVisitor().TrySignInAsync(Mara, Another, Stop);

        Assert.EndsWith("/settings", changed.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Found, HttpStatusCode.OK, HttpStatusCode.Found),
            (own.StatusCode, others.StatusCode, old.StatusCode, anew.StatusCode));
    }

    [Fact]
    public async Task S25_PasswordChanged_LongAfterSigningIn_IsRefused()
    {
        using var visitor = await _host.SignInAsync(Mara, Stop);
        using var page = await visitor.GetAsync("/settings/password", Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        using var late = await visitor.PostAsync(page, "/settings/password", Fields(Another), Stop);
        using var old = await _host.NewVisitor().TrySignInAsync(Mara, People.Password, Stop);

        Assert.Equal(HttpStatusCode.Found, old.StatusCode);
    }

    private static Dictionary<string, string> Fields(string password) =>
        new(StringComparer.Ordinal) { [$"Form.{nameof(SignInForm.Password)}"] = password };
}
