using System.Text.RegularExpressions;

namespace Portal.Tests.Shape;

/// <summary>Who may use whom, among the folders of the server. Changing the table needs a decision note in docs/decisions.</summary>
public sealed class FolderArrowsTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Storage"] = [],
        ["Ledger"] = ["Storage"],
        ["Accounts"] = ["Ledger", "Storage"],
        ["Access"] = ["Accounts", "Ledger", "Storage"],
        ["Deliveries"] = ["Access", "Accounts", "Ledger", "Storage"],
        ["Live"] = ["Access", "Accounts", "Deliveries", "Ledger", "Storage"],
        ["Gateway"] = ["Access", "Accounts", "Ledger", "Storage"],
        ["Carriers"] = ["Access", "Accounts", "Deliveries", "Ledger", "Storage"],
        ["Notifications"] = ["Accounts", "Deliveries", "Ledger", "Storage"],
        ["Support"] = ["Access", "Accounts", "Carriers", "Deliveries", "Gateway", "Ledger", "Storage"],
        ["Hosting"] = ["Storage"],
        ["Demo"] = ["Accounts", "Access", "Deliveries", "Carriers"],
    };

    /// <summary>The gateway speaks the device's messages, the demo runs its virtual devices; others its words alone (docs/decisions/0006).</summary>
    private static readonly Dictionary<string, string> MayUseDevice = new(StringComparer.Ordinal)
    {
        ["Access"] = "Portal.Device.Protocol",
        ["Live"] = "Portal.Device.Protocol",
        ["Support"] = "Portal.Device.Protocol",
        ["Gateway"] = "Portal.Device.Protocol",
        ["Demo"] = "Portal.Device",
    };

    private static readonly Regex Named = SourceTree.Pattern(@"(?<![\w.])(?<name>Portal(\.[A-Z]\w*)+)");

    public static TheoryData<string> Folders => [.. ServerFolders()];

    [Fact]
    public void Folders_OfTheServer_StandInTheTable() => Assert.Empty(ServerFolders().Except(MayUse.Keys));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_NamesOnly_WhatStandsInItsRow(string folder)
    {
        var allowed = MayUse.GetValueOrDefault(folder) ?? [];
        var wrong =
            from file in SourceTree.Files("src/Portal/" + folder, ".cs")
            from name in NamesIn(file)
            let other = name.Split('.')[1]
            where MayUse.ContainsKey(other) && other != folder && !allowed.Contains(other)
            select $"{file} names {name}";

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_NamesTheDevicesLibrary_OnlyWhereItMay(string folder)
    {
        var wrong =
            from file in SourceTree.Files("src/Portal/" + folder, ".cs")
            from name in NamesIn(file)
            where name.StartsWith("Portal.Device", StringComparison.Ordinal)
                && !(MayUseDevice.TryGetValue(folder, out var allowed) && name.StartsWith(allowed, StringComparison.Ordinal))
            select $"{file} names {name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Program_AloneKnowsEveryFolder() =>
        Assert.Equal(["src/Portal/Program.cs"], SourceTree.Files("src/Portal", ".cs").Where(file => file.Count(letter => letter == '/') == 2));

    [Theory]
    [InlineData("src/Portal.Client", "Portal.Client")]
    [InlineData("src/Portal.Device", "Portal.Device")]
    public void Library_NamesOnlyItself(string library, string own)
    {
        var wrong =
            from file in SourceTree.Files(library, ".cs", ".razor")
            from name in NamesIn(file)
            where name != own && !name.StartsWith(own + ".", StringComparison.Ordinal)
            select $"{file} names {name}";

        Assert.Empty(wrong);
        Assert.DoesNotContain(SourceTree.Files(library, ".csproj"), file => SourceTree.Read(file).Contains("<ProjectReference", StringComparison.Ordinal));
    }

    private static IEnumerable<string> ServerFolders() =>
        Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src/Portal"))
            .Select(Path.GetFileName)
            .OfType<string>()
            .Where(folder => folder is not ("bin" or "obj" or "Properties"));

    // Comments may name whom they like, and so may what a page says to people.
    private static IEnumerable<string> NamesIn(string file) =>
        SourceTree.Read(file).Split('\n')
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Where(line => !file.EndsWith(".razor", StringComparison.Ordinal) || line.StartsWith('@'))
            .SelectMany(line => Named.Matches(line))
            .Select(match => match.Groups["name"].Value);
}
