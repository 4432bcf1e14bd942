using Portal.Access;
using Portal.Deliveries;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>How long a keypad rests, and what that leaves to whoever guesses.</summary>
public sealed class KeypadTriesTests
{
    private const double ChanceOfOneGuess = 1e-8; // eight digits, one of them right

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 60)]
    [InlineData(6, 120)]
    [InlineData(7, 240)]
    [InlineData(10, 1920)]
    [InlineData(11, 3600)]
    [InlineData(12, 3600)]
    [InlineData(1_000_000, 3600)]
    public void S11_Misses_InARow_RestTwiceAsLongUpToAnHour(int misses, int seconds)
    {
        var tries = new KeypadTries(misses, ManualTime.Start);

        Assert.Equal(ManualTime.Start.AddSeconds(seconds), tries.RestsUntil);
        Assert.False(tries.Rests(ManualTime.Start.AddSeconds(seconds)));
        Assert.Equal(seconds > 0, tries.Rests(ManualTime.Start.AddSeconds(seconds).AddMilliseconds(-1)));
    }

    [Fact]
    public void S11_Miss_AfterADayWithoutOne_IsTheFirstAgain()
    {
        var tries = new KeypadTries(9, ManualTime.Start);

        Assert.Equal(10, tries.Miss(ManualTime.Start.AddHours(24).AddMilliseconds(-1)).Misses);
        Assert.Equal(1, tries.Miss(ManualTime.Start.AddHours(24)).Misses);
    }

    /// <summary>
    /// Whoever types at every moment at which it is allowed, in the longest window there is; and once more from the start, since the one
    /// right code of a window forgives what was missed before it.
    /// </summary>
    [Fact]
    public void S11_ChanceOfAGuess_InTheLongestWindow_IsAtMostOneInAMillion() =>
        Assert.InRange(2 * MostGuesses(WindowRules.Longest) * ChanceOfOneGuess, 0, 1e-6);

    private static int MostGuesses(TimeSpan window)
    {
        var guesses = 0;
        var (tries, now) = (KeypadTries.None, ManualTime.Start);
        while (now < ManualTime.Start + window)
        {
            guesses++;
            tries = tries.Miss(now);
            now = tries.RestsUntil;
        }

        return guesses;
    }
}
