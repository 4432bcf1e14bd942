using System.Text.RegularExpressions;

namespace Portal.Client.Tests.Look;

public sealed partial class StyleSheetTests
{
    public static TheoryData<string> Sheets() => [.. Checkout.Files("wwwroot/css", "*.css").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Sheets))]
    public void Sheet_EveryToken_IsDefined(string sheet)
    {
        var known = OwnProperty().Matches(Checkout.Read("wwwroot/css/tokens.css")).Select(match => match.Groups[1].Value).ToHashSet();
        var used = UsedToken().Matches(Checkout.Read("wwwroot/css/" + sheet)).Select(match => match.Groups[1].Value);
        Assert.Empty(used.Except(known));
    }

    /// <summary>S32: the policy allows style attributes to the control library alone.</summary>
    [Fact]
    public void S32_Markup_OfOurs_HasNoInlineStyleOrScript() =>
        Assert.Empty(
            from file in Checkout.Files("src/Portal.Client", "*.razor")
            from match in Inline().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {match.Value}");

    [GeneratedRegex("(--p-[a-z0-9-]+):")]
    private static partial Regex OwnProperty();

    [GeneratedRegex(@"var\((--p-[a-z0-9-]+)")]
    private static partial Regex UsedToken();

    [GeneratedRegex(@"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son(click|load|error|submit)=")]
    private static partial Regex Inline();
}
