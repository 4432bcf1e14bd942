using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Portal.Tests.Shape;

/// <summary>Every text that a person reads stands in the resources, in every language (docs/decisions/0038).</summary>
public sealed class WordsTests
{
    private const string German = ".de.resx";

    // Only a developer sees the panel.
    private static readonly string[] InEnglishAlone = ["src/Portal.Client/Demo/"];

    // What stands in a place where people read, or hear it read.
    private static readonly string[] Read =
        ["title", "alt", "placeholder", "aria-label", "aria-description", "data-before", "data-after"];

    public static TheoryData<string> Resources =>
        [.. SourceTree.Files("src", ".resx").Where(file => !file.EndsWith(German, StringComparison.Ordinal))];

    public static TheoryData<string> Screens =>
        [.. SourceTree.Files("src", ".razor").Where(file => !InEnglishAlone.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Text_IsThereInGerman_WithTheSamePlaces(string file)
    {
        var (english, german) = (Texts(file), Texts(file.Replace(".resx", German, StringComparison.Ordinal)));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), german.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(german[text.Key])));
        Assert.All(english.Where(text => !string.IsNullOrWhiteSpace(text.Value) && text.Value[0] != ' '), text => Assert.NotEqual("", german[text.Key]));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Text_IsSaidSomewhere(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var said = SourceTree.Files("src", ".cs", ".razor").SelectMany(source => Uses(name, SourceTree.Read(source))).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Texts(file).Keys, key => !said.Contains(key) && !said.Contains("Format" + key));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Screen_SaysNothingByItself(string file)
    {
        var markup = Markup(SourceTree.Read(file));

        Assert.Empty(Between(markup).Concat(Attributes(markup)));
    }

    [Fact]
    public void Script_SaysOnlyWhatItsPageGivesIt()
    {
        foreach (var script in SourceTree.Files("wwwroot/js", ".js").Where(script => SourceTree.Read(script).Contains("./words.js", StringComparison.Ordinal)))
        {
            var page = SourceTree.Read(
                script.EndsWith("/driver.js", StringComparison.Ordinal) ? "src/Portal.Client/Carriers/DriverPage.razor" : "src/Portal.Client/Layout/ScriptWords.razor");
            var said = SourceTree.Pattern(@"\b(?:say|words)\(""(?<name>\w+)""").Matches(SourceTree.Read(script)).Select(match => match.Groups["name"].Value);

            Assert.All(said, name => Assert.Contains($" data-{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}=", page, StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string> Texts(string file) =>
        XDocument.Parse(SourceTree.Read(file)).Root!.Elements("data")
            .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Places(string text) =>
        SourceTree.Pattern(@"\{\w+\}").Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Uses(string name, string source) =>
        SourceTree.Pattern($@"\b{name}\.(?<key>\w+)").Matches(source).Select(match => match.Groups["key"].Value);

    // Without comments, code, directives and what the code puts in.
    private static string Markup(string razor)
    {
        var markup = SourceTree.Pattern(@"(?s)@\*.*?\*@").Replace(razor, "");
        markup = SourceTree.Pattern(@"(?s)^@code \{.*\z", RegexOptions.Multiline).Replace(markup, "");
        markup = SourceTree.Pattern(@"(?s)<(style|svg|symbol)\b.*?</\1>", RegexOptions.None).Replace(markup, "");
        return SourceTree.Pattern(@"(?m)^@(page|inject|using|implements|inherits|attribute|layout|typeparam|namespace|rendermode)\b.*$").Replace(markup, "");
    }

    private static IEnumerable<string> Between(string markup) =>
        SourceTree.Pattern(@">(?<text>[^<>@{}""=;]*[A-Za-z]{2,}[ ,.][^<>@{}""=;]*[A-Za-z]{2,}[^<>@{}""=;]*)<").Matches(markup)
            .Select(match => match.Groups["text"].Value.Trim());

    private static IEnumerable<string> Attributes(string markup) =>
        SourceTree.Pattern($@"(?<![\w-])(?<name>{string.Join('|', Read)}|[A-Z]\w*)=""(?<text>[^""@]*[A-Za-z]{{2,}} [^""@]*)""").Matches(markup)
            .Where(match => !IsCode(match.Groups["name"].Value, match.Groups["text"].Value))
            .Select(match => $"{match.Groups["name"].Value}: {match.Groups["text"].Value}");

    // Parameters of components hold code unless they are texts; a text has no operators.
    private static bool IsCode(string name, string text) =>
        char.IsUpper(name[0]) && (text.Contains("=>", StringComparison.Ordinal) || text.Contains(" is ", StringComparison.Ordinal)
            || text.IndexOfAny(['(', '.', '?', '=', '!', '[', '&', '|']) >= 0 || name is "Class" or "CssClass");
}
