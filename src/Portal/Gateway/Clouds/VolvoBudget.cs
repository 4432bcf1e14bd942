using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.Options;
using Portal.Client;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>
/// The calls that Volvo allows an application in a day, counted in the database before each is made, by UTC days. Quiet questions leave a
/// reserve, and openings and commands may use all of it; what is left to quiet questions is spread over the rest of the day and over all cars.
/// </summary>
internal sealed partial class VolvoBudget(Database database, IOptions<VolvoOptions> options, TimeProvider time)
{
    /// <summary>A quiet question is about whether the car is heard, and about its doors.</summary>
    private const int CallsPerQuestion = 2;

    private const int Percent = 100;
    private const int QuietPercent = 70;
    private const int WindowPercent = 90;

    /// <summary>With no quiet call left, how often to look whether that has changed; nobody is asked.</summary>
    private static readonly TimeSpan WithoutCalls = TimeSpan.FromMinutes(5);

    private static readonly string Cloud = Words.Of(CloudMaker.Volvo);

    /// <summary>Counts one call that is about to be made. Throws where none is left for it.</summary>
    public async Task TakeAsync(Urgency urgency, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isTaken = await database.WriteAsync(
            tx => tx.Connection.Execute(
                """
                INSERT INTO maker_calls (cloud, day, used) VALUES (@Cloud, @day, 1)
                ON CONFLICT (cloud) DO UPDATE SET day = @day, used = iif(day = @day, used + 1, 1)
                WHERE (day <> @day OR used < @most) AND (blocked_until IS NULL OR blocked_until <= @now)
                """,
                new { Cloud, day = DayOf(now), most = Most(urgency), now }) == 1,
            cancellationToken);
        if (!isTaken)
            throw OutOfCalls();
    }

    /// <summary>Volvo has said that no call is left, and until when: none is made before. Null: it has said something else.</summary>
    public async Task<CloudException?> HeedAsync(string refusal, CancellationToken cancellationToken)
    {
        if (OutOfQuota().Match(refusal) is not { Success: true } said)
            return null;
        var (hours, minutes, seconds) = (Number(said, "h"), Number(said, "m"), Number(said, "s"));
        var until = time.GetUtcNow() + new TimeSpan(hours, minutes, seconds);
        await database.WriteAsync(
            tx => tx.Connection.Execute("UPDATE maker_calls SET blocked_until = @until WHERE cloud = @Cloud", new { Cloud, until }), cancellationToken);
        return OutOfCalls();
    }

    /// <summary>How much slower than usual a car is to be asked while nothing is near; null while calls are not short.</summary>
    public async Task<CloudPace?> PaceAsync(TimeSpan usual, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (used, isBlocked, cars) = await database.ReadAsync(connection => Read(connection, now), cancellationToken);
        var quiet = isBlocked ? 0 : Most(Urgency.Quiet) - used;
        var left = isBlocked ? 0 : Math.Max(0, options.Value.CallsPerDay - used);
        if (quiet < CallsPerQuestion * cars)
            return new CloudPace(WithoutCalls > usual ? WithoutCalls : usual, left);
        var pause = (now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime) * CallsPerQuestion * cars / quiet;
        return pause > usual ? new CloudPace(pause, left) : null;
    }

    private static (int Used, bool IsBlocked, int Cars) Read(System.Data.Common.DbConnection connection, DateTimeOffset now) =>
        connection.QuerySingle<(int, bool, int)>(
            """
            SELECT coalesce(max(iif(day = @day, used, 0)), 0), coalesce(max(blocked_until > @now), 0),
                   max(1, (SELECT count(*) FROM device WHERE device.cloud = @Cloud AND device.state = 'active'))
            FROM maker_calls WHERE cloud = @Cloud
            """,
            new { Cloud, day = DayOf(now), now });

    private int Most(Urgency urgency) => urgency switch
    {
        Urgency.Quiet => options.Value.CallsPerDay * QuietPercent / Percent,
        Urgency.WindowNear => options.Value.CallsPerDay * WindowPercent / Percent,
        Urgency.Opening => options.Value.CallsPerDay,
    };

    private static long DayOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / (long)TimeSpan.FromDays(1).TotalSeconds;

    private static int Number(Match said, string group) => int.Parse(said.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static CloudException OutOfCalls() => new("No call to Volvo is left for this.", CloudAway.NoCallsLeft);

    [GeneratedRegex(
        "out of call volume quota[^0-9]{1,80}(?<h>[0-9]{1,2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex OutOfQuota();
}
