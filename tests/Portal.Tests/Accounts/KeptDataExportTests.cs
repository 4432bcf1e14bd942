using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Storage;
using Portal.Tests.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Everything that is kept about a person and the households that they own, for taking along.</summary>
public sealed partial class KeptDataExportTests(TwoHouseholds houses) : IClassFixture<TwoHouseholds>
{
    private const string Owner = "owner@example.org";

    /// <summary>What nobody takes along, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["account_browser"] = "a cookie's hash",
        ["account_recovery_code"] = "secrets",
        ["account_role"] = "staff, who have no household",
        ["carrier"] = "its name stands with what it did",
        ["carrier_key"] = "secrets of a carrier",
        ["cloud_device"] = "a maker's own number",
        ["cloud_link"] = "a sealed sign-in",
        ["command"] = "each stands in the activity",
        ["device_event"] = "digests; each event stands in the activity",
        ["device_state"] = "what is believed for a moment; it comes from the activity",
        ["driver"] = "a carrier's; the name stands with the delivery",
        ["driver_session"] = "cookies' hashes",
        ["former_key"] = "keys",
        ["idempotency_key"] = "a carrier's calls",
        ["keypad"] = "a count that guards a device",
        ["mail"] = "on its way for a moment, sealed",
        ["mailed_link"] = "secrets",
        ["maker_calls"] = "the operator's",
        ["maker_code"] = "codes at a maker",
        ["maker_token"] = "secrets",
        ["moved_window"] = "a question that stands on Home until it is answered",
        ["offline_list"] = "what a device holds of the codes",
        ["offline_pin"] = "what a device holds of the codes",
        ["pairing"] = "codes",
        ["push_message"] = "on its way for a moment",
        ["readiness"] = "a rehearsal that stands on Home until the window",
        ["retention_look"] = "the program's",
        ["schema_migration"] = "the program's",
        ["setup_link"] = "the operator's",
        ["sign_in_try"] = "hashes that guard the door",
        ["storage_probe"] = "the program's",
        ["synced_grant"] = "what a device holds of the codes",
        ["timer"] = "what is still to come",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfAnOwner_HoldsTheirThingsAndNoSecret()
    {
        var ids = await houses.FurnishAsync();
        using var visitor = await houses.Host.SignInAsync(Owner, Stop);

        using var answer = await ExportAsync(visitor);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        var texts = zip.Entries.Where(file => !file.FullName.Contains('/', StringComparison.Ordinal)).ToDictionary(file => file.FullName, Read, StringComparer.Ordinal);

        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var all = string.Concat(texts.Values);
        Assert.All(ids.Telling, telling => Assert.Contains(telling, all, StringComparison.Ordinal));
        Assert.DoesNotContain(ids.Code, all, StringComparison.Ordinal);
        Assert.DoesNotContain(TwoHouseholds.Stranger, all, StringComparison.Ordinal);
        foreach (var (name, text) in texts.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var rows = JsonDocument.Parse(text);
            var columns = texts[Path.ChangeExtension(name, ".csv")].TrimStart('\uFEFF').Split("\r\n")[0].Split(',');
            Assert.All(rows.RootElement.EnumerateArray(), row => Assert.Equal(columns, row.EnumerateObject().Select(field => field.Name)));
            Assert.DoesNotContain(columns, column => column.Contains("hash", StringComparison.Ordinal) || column.Contains("sealed", StringComparison.Ordinal));
        }

        using var activity = JsonDocument.Parse(texts["activity.json"]);
        Assert.Equal(EntryKinds.DataExported, activity.RootElement.EnumerateArray().Last().GetProperty("kind").GetString());
    }

    [Fact]
    public async Task S28_Export_OfAStranger_HoldsNothingOfTheirs()
    {
        var ids = await houses.FurnishAsync();
        using var visitor = await houses.Host.SignInAsync(TwoHouseholds.Stranger, Stop);

        using var answer = await ExportAsync(visitor);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        var all = string.Concat(zip.Entries.Select(Read));

        Assert.Contains(TwoHouseholds.Stranger, all, StringComparison.Ordinal);
        // Each car of these tests has the same plate, theirs too.
        Assert.All(ids.Telling.Where(telling => !telling.StartsWith("B-PT", StringComparison.Ordinal)), telling => Assert.DoesNotContain(telling, all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S25_Export_LongAfterTheSignIn_AsksWhoItIsFirst()
    {
        using var visitor = await houses.Host.SignInAsync(Owner, Stop);
        await houses.Host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute("UPDATE session SET confirmed_at = confirmed_at - 600000"), Stop);

        using var answer = await ExportAsync(visitor);

        Assert.Equal((HttpStatusCode.Found, "/confirm"), (answer.StatusCode, answer.Headers.Location?.OriginalString.Split('?')[0]));
    }

    [Fact]
    public async Task S35_Export_WhileOneOfTheAccountOrTwoAreMade_IsToldToWait()
    {
        using var visitor = await houses.Host.SignInAsync(Owner, Stop);
        var places = houses.Host.Get<ExportPlaces>();
        var own = await houses.Host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<AccountId>("SELECT id FROM account WHERE email = @Owner", new { Owner }), Stop);
        AccountId[] others = [Portal.Client.PortalId.New<AccountId>(DateTimeOffset.UnixEpoch), Portal.Client.PortalId.New<AccountId>(DateTimeOffset.UnixEpoch)];

        AccountId[][] busyWith = [[own], others];

        foreach (var exporting in busyWith)
        {
            Assert.All(exporting, one => Assert.True(places.TryTake(one)));
            using var busy = await ExportAsync(visitor);
            Assert.Equal("/settings?export=busy", busy.Headers.Location?.OriginalString);
            Assert.All(exporting, places.Leave);
        }

        using var first = await ExportAsync(visitor);
        using var second = await ExportAsync(visitor);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Export_WithoutTheFormsToken_IsRefused()
    {
        using var visitor = await houses.Host.SignInAsync(Owner, Stop);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/settings/export") { Content = new FormUrlEncodedContent([]) };
        using var answer = await visitor.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>A table that is made later is taken along, or somebody says here why not.</summary>
    [Fact]
    public async Task Export_EachTable_IsTakenAlongOrLeftOutForAReason()
    {
        var tables = await houses.Host.Get<Database>().ReadAsync(
            connection => connection.Query<string>(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'ledger%'").ToList(),
            Stop);
        var taken = houses.Host.Services.GetServices<IKeptData>()
            .SelectMany(part => part.Tables.Select(table => table.Sql).Concat(part.Files.Select(files => files.Sql)))
            .SelectMany(sql => TablesOf().Matches(sql).Select(match => match.Groups["table"].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(tables.Except(taken, StringComparer.Ordinal).Except(LeftOut.Keys, StringComparer.Ordinal));
        Assert.Empty(LeftOut.Keys.Except(tables, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Export_OfAnOwner_HoldsTheirPictures()
    {
        var car = (await houses.FurnishAsync()).Get<AccessPointId>();
        var owner = await houses.FindAsync<AccountId>("SELECT id FROM account WHERE email = @Owner", new { Owner });
        await houses.Host.Get<AccessPointSettings>().ChangeAsync(owner, isFresh: true, car, new PhotoChange(SomePictures.Png), Stop);
        var id = await houses.FindAsync<string>("SELECT id FROM car_photo WHERE access_point_id = @car", new { car });
        using var visitor = await houses.Host.SignInAsync(Owner, Stop);

        using var answer = await ExportAsync(visitor);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        var entry = Assert.Single(zip.Entries, file => file.FullName == $"car_photos/{id}.png");
        using var picture = new MemoryStream();
        await entry.Open().CopyToAsync(picture, Stop);

        Assert.Equal(SomePictures.Png, picture.ToArray());
    }

    [GeneratedRegex(@"\b(FROM|JOIN) (?<table>\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TablesOf();

    private static Task<HttpResponseMessage> ExportAsync(HttpVisitor visitor) => visitor.PressAsync("/settings", "/settings/export", Stop);

    private static string Read(ZipArchiveEntry file)
    {
        using var reader = new StreamReader(file.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
