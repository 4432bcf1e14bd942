using Portal.Client.Access;

namespace Portal.Client.Tests.Access;

/// <summary>The sensor is proven by an opening and then a closing that its device told after the try began, and by nothing else.</summary>
public sealed class ContactTrialTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", 10, ContactTrialState.ToOpen)]
    [InlineData("", 60, ContactTrialState.NothingHeard)]
    [InlineData("closed@-5", 10, ContactTrialState.ToOpen)]
    [InlineData("open@-5", 10, ContactTrialState.OpenBefore)]
    [InlineData("open@-5 closed@4", 10, ContactTrialState.ToOpen)]
    [InlineData("closed@-5 open@4", 10, ContactTrialState.Opened)]
    [InlineData("closed@-5 open@4", 64, ContactTrialState.NothingHeard)]
    [InlineData("closed@-5 open@4 closed@8", 10, ContactTrialState.Proven)]
    [InlineData("closed@-5 open@4 closed@8", 500, ContactTrialState.Proven)]
    [InlineData("closed@-5 closed@4", 10, ContactTrialState.WrongOrder)]
    [InlineData("closed@-5 closed@4 open@6 closed@8", 10, ContactTrialState.Proven)]
    [InlineData("open@-9 closed@-5", 10, ContactTrialState.ToOpen)]
    public void Of_Words_Says(string words, int seconds, ContactTrialState state) =>
        Assert.Equal(state, ContactTrial.Of(Told(words, isProven: false), Since, Since.AddSeconds(seconds)).State);

    [Fact]
    public void Of_ProvenBefore_AsksForNothing() =>
        Assert.Equal(ContactTrialState.ProvenBefore, ContactTrial.Of(Told("open@-9 closed@-5", isProven: true), Since, Since).State);

    [Fact]
    public void Of_WaitingForTheClosing_IsPatientFromTheOpeningOn()
    {
        var trial = ContactTrial.Of(Told("open@40", isProven: false), Since, Since.AddSeconds(50));

        Assert.Equal((ContactTrialState.Opened, Since.AddSeconds(40) + ContactTrial.Patience), (trial.State, trial.Until));
    }

    /// <summary><c>open@4</c>: it said open 4 s after the try began.</summary>
    private static ContactView Told(string words, bool isProven) => new()
    {
        IsProven = isProven,
        Words = [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Word).Reverse()],
    };

    private static ContactWord Word(string word, int index)
    {
        var parts = word.Split('@');
        var at = Since.AddSeconds(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        return new ContactWord(index, parts[0] == "open", at, at);
    }
}
