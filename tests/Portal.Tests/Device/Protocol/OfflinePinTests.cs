using System.Buffers.Text;
using System.Security.Cryptography;
using Portal.Device.Protocol;

namespace Portal.Tests.Device.Protocol;

/// <summary>What a device without a line recognises: the published cases, which Node computes on its own too.</summary>
public sealed class OfflinePinTests
{
    /// <summary>safety.md: a guess at one PIN, and at most ten of them.</summary>
    private const double Promised = 6.4e-8;

    public static TheoryData<string> PinCases => [.. Vectors.OfflinePins.Cases.Select(known => known.Name)];

    public static TheoryData<string> WindowCases => [.. Vectors.OfflinePins.Windows.Select(known => known.Name)];

    public static TheoryData<string> CandidateCases => [.. Vectors.OfflinePins.Candidates.Select(known => known.Name)];

    public static TheoryData<string> HashCases => [.. Vectors.CodeHashes.Select(known => known.Name)];

    [Theory, MemberData(nameof(PinCases))]
    public void S14_OfflinePin_PublishedCase_IsTheSame(string name)
    {
        var known = Vectors.OfflinePins.Cases.Single(known => known.Name == name);
        var secret = Base64Url.DecodeFromChars(known.OfflineSecret);

        var pin = OfflinePin.Of(known.NotBefore, known.NotAfter, known.C);

        Assert.Equal(new OfflinePin(known.T0, known.D, known.C), pin);
        Assert.Equal(known.Pin, pin?.Code(secret));
        Assert.True(pin?.IsCode(known.Pin, secret));
        Assert.Equal((known.NotBefore, known.NotAfter), (pin?.NotBefore, pin?.NotAfter));
        Assert.Contains(pin, OfflinePin.At(known.NotBefore).Select(tried => (OfflinePin?)tried));
    }

    [Theory, MemberData(nameof(WindowCases))]
    public void S14_Fits_PublishedCase_IsJudgedAsSaid(string name)
    {
        var known = Vectors.OfflinePins.Windows.Single(known => known.Name == name);

        Assert.Equal(known.Fits, OfflinePin.Fits(known.NotBefore, known.NotAfter));
    }

    [Theory, MemberData(nameof(CandidateCases))]
    public void S14_At_PublishedCase_TriesWhatIsSaid(string name)
    {
        var known = Vectors.OfflinePins.Candidates.Single(known => known.Name == name);

        var tried = OfflinePin.At(known.At).ToList();

        Assert.Equal(known.Count, tried.Count);
        Assert.Equal(known.Windows, tried.Select(pin => $"{pin.T0}/{pin.D}").Distinct());
        Assert.All(tried.GroupBy(pin => (pin.T0, pin.D)), window => Assert.Equal(Enumerable.Range(0, 8), window.Select(pin => (int)pin.C)));
    }

    [Fact]
    public void S11_OfflinePin_Guessing_SucceedsNoOftenerThanPromised()
    {
        var begin = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var most = Enumerable.Range(0, 24 * 60 * 60).Max(second => OfflinePin.At(begin.AddSeconds(second)).Count());

        Assert.Equal(64, most);
        Assert.True(most / 1e9 <= Promised);
        Assert.True(GatewayLimits.PinMisses * (most / 1e9) <= 10 * Promised);
    }

    [Fact]
    public void S11_Code_OverManyWindows_IsSpreadEvenly()
    {
        var secret = SHA256.HashData("a secret of tests"u8);
        var firstDigits = new int[10];
        for (uint start = 0; start < 10_000; start++)
            firstDigits[new OfflinePin(990_000 + start, 2, 0).Code(secret)[0] - '0']++;

        Assert.All(firstDigits, count => Assert.InRange(count, 800, 1200));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10068524")]
    [InlineData("1006852480")]
    [InlineData("１００６８５２４８")]
    public void IsCode_SomethingElse_IsNot(string typed)
    {
        var known = Vectors.OfflinePins.Cases[0];

        Assert.False(new OfflinePin(known.T0, known.D, known.C).IsCode(typed, Base64Url.DecodeFromChars(known.OfflineSecret)));
    }

    [Theory, MemberData(nameof(HashCases))]
    public void S14_GrantCodeHash_PublishedCase_IsTheSame(string name)
    {
        var known = Vectors.CodeHashes.Single(known => known.Name == name);
        var key = Base64Url.DecodeFromChars(known.GrantKey);

        Assert.Equal(known.CodeHash, GrantCodeHash.Of(key, known.GrantId, known.Code));
        Assert.True(GrantCodeHash.Matches(known.CodeHash, key, known.GrantId, known.Code));
        Assert.False(GrantCodeHash.Matches(known.CodeHash, key, known.GrantId, known.Code + "0"));
        Assert.False(GrantCodeHash.Matches("", key, known.GrantId, known.Code));
    }
}
