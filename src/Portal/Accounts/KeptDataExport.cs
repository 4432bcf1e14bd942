using System.Data;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Antiforgery;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// <c>POST /settings/export</c>: all that is kept about a person and the households that they own, as one ZIP with each table twice, as JSON and as
/// CSV. It asks for a recent sign-in (S25) and is itself an entry before the first byte leaves.
/// </summary>
internal sealed class KeptDataExport(
    Database database, LedgerWriter ledger, IEnumerable<IKeptData> parts, ExportPlaces places, TimeProvider time)
{
    public const string FileName = "portal-data.zip";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/settings/export", AnswerAsync).RequireAuthorization(Policies.Member).DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(HttpContext http, IAntiforgery antiforgery, CurrentMember current, KeptDataExport export)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest); // The page that says what to do stands in for it.
        if (await current.SessionAsync(http.RequestAborted) is not { } session || !current.IsFresh(session))
            return TypedResults.LocalRedirect("/confirm?returnUrl=%2Fsettings");
        return await export.MakeAsync(session.AccountId, http.RequestAborted) is { } file
            ? TypedResults.Stream(file, "application/zip", FileName)
            : TypedResults.LocalRedirect("/settings?export=busy");
    }

    /// <summary>Null while one of this account's, or as many as go at once, are being made.</summary>
    private async Task<Stream?> MakeAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (!places.TryTake(account))
            return null;
        try
        {
            await EnterAsync(account, cancellationToken);
            return await PackAsync(account, cancellationToken);
        }
        finally
        {
            places.Leave(account);
        }
    }

    /// <summary>One entry in each household whose things leave.</summary>
    private Task EnterAsync(AccountId account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                foreach (var household in HouseholdStore.Of(tx.Connection, account).Where(household => household.Role == MemberRole.Owner))
                {
                    ledger.Append(tx, now, new NewEntry
                    {
                        Kind = EntryKinds.DataExported,
                        Actor = new Actor(ActorKind.Account, account.Value),
                        At = now,
                        Household = household.Id,
                        Data = LedgerData.Of(new { }),
                    });
                }
            },
            cancellationToken);
    }

    /// <summary>In a file that is gone when it is closed: a year of a household does not fit into memory, and a zip is written from its start to its end.</summary>
    private async Task<Stream> PackAsync(AccountId account, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        try
        {
            await database.ReadAsync(connection => Pack(connection, account, file, cancellationToken), cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private int Pack(DbConnection connection, AccountId account, Stream file, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var tables = parts.SelectMany(part => part.Tables).OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        foreach (var table in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (var rows = connection.ExecuteReader(table.Sql, new { account }))
            using (var json = zip.CreateEntry(table.Name + ".json").Open())
                WriteJson(rows, json);
            using (var rows = connection.ExecuteReader(table.Sql, new { account }))
            using (var csv = new StreamWriter(zip.CreateEntry(table.Name + ".csv").Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                WriteCsv(rows, csv);
        }

        foreach (var files in parts.SelectMany(part => part.Files))
            PackFiles(connection, account, files, zip);
        return tables.Count;
    }

    private static void PackFiles(DbConnection connection, AccountId account, KeptFiles files, ZipArchive zip)
    {
        foreach (var (id, mediaType, image) in connection.Query<(string Id, string MediaType, byte[] Image)>(files.Sql, new { account }, buffered: false))
        {
            // A picture is packed already.
            using var file = zip.CreateEntry($"{files.Folder}/{id}.{mediaType.Split('/')[^1]}", CompressionLevel.NoCompression).Open();
            file.Write(image);
        }
    }

    private static void WriteJson(IDataReader rows, Stream to)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        while (rows.Read())
        {
            json.WriteStartObject();
            for (var column = 0; column < rows.FieldCount; column++)
                Write(json, rows.GetName(column), ValueOf(rows, column));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case string text when name == "data":
                json.WriteRawValue(text);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                throw new InvalidDataException($"{name} is a {value.GetType().Name}: it is not to be taken along.");
        }
    }

    private static void WriteCsv(IDataReader rows, TextWriter to)
    {
        to.Write(Csv.ByteOrderMark + Csv.Line(Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)));
        while (rows.Read())
        {
            to.Write(Csv.Line(Enumerable.Range(0, rows.FieldCount)
                .Select(column => Convert.ToString(ValueOf(rows, column), CultureInfo.InvariantCulture) ?? "")));
        }
    }

    private static object? ValueOf(IDataReader rows, int column) => rows.GetValue(column) switch
    {
        DBNull => null,
        long at when rows.GetName(column).EndsWith("_at", StringComparison.Ordinal) => Rfc3339.Format(DateTimeOffset.FromUnixTimeMilliseconds(at)),
        var value => value,
    };
}
