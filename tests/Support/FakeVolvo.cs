using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Client;

namespace Portal.Tests.Support;

/// <summary>
/// Volvo's sign-in, Connected Vehicle API v2 and Location API on a real socket, with the published shapes: one account with one car, which
/// stands as the test says.
/// </summary>
internal sealed class FakeVolvo : IAsyncDisposable
{
    public const string Vin = "YV1TESTCAR0000001";
    public const string ApiKey = "vcc-api-key-of-the-operator";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private FakeVolvo(WebApplication app, TimeProvider time)
    {
        (_app, _time) = (app, time);
        Id = new FakeVolvoId(time);
    }

    public FakeVolvoId Id { get; }

    public Uri Address { get; private set; } = null!; // Set by the only way to get one.

    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["Portal:Clouds:Volvo:Address"] = Address.AbsoluteUri,
        ["Portal:Clouds:Volvo:SignInAddress"] = Address.AbsoluteUri,
        ["Portal:Clouds:Volvo:ApiKey"] = ApiKey,
        ["Portal:Clouds:Volvo:ClientId"] = FakeVolvoId.ClientId,
        ["Portal:Clouds:Volvo:ClientSecret"] = FakeVolvoId.ClientSecret,
    };

    /// <summary>The last part of each call's path, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>It answers nothing but 503.</summary>
    public bool IsAway { get; set; }

    /// <summary>Over quota: how long until it is replenished.</summary>
    public TimeSpan? OutOfQuotaFor { get; set; }

    /// <summary>Null: available.</summary>
    public string? UnavailableReason { get; set; }

    public string CentralLock { get; set; } = "LOCKED";

    public string Tailgate { get; set; } = "CLOSED";

    public string FrontLeftDoor { get; set; } = "CLOSED";

    /// <summary>When the car was last asked by its cloud; null: just now.</summary>
    public DateTimeOffset? RetrievedAt { get; set; }

    public string InvokeStatus { get; set; } = "COMPLETED";

    /// <summary>It does what it was told, as soon as it was told.</summary>
    public bool Obeys { get; set; } = true;

    /// <summary>An unlock makes it only ready until then.</summary>
    public DateTimeOffset? ReadyUntil { get; set; }

    public (double Lat, double Lon, DateTimeOffset At)? Parked { get; set; }

    public static async Task<FakeVolvo> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var volvo = new FakeVolvo(app, time);
        volvo.Id.Map(app);
        volvo.Map();
        await app.StartAsync(cancellationToken);
        volvo.Address = new Uri(app.Urls.Single());
        return volvo;
    }

    /// <summary>What the owner's browser does on Volvo's page: the address at the portal to which it is sent back.</summary>
    public static async Task<Uri> SayYesAsync(Uri page, CancellationToken cancellationToken)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(page, cancellationToken);
        return answer.Headers.Location ?? throw new InvalidOperationException($"Volvo answered {answer.StatusCode}.");
    }

    public int CountOf(string call) => Calls.Count(one => one == call);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private void Map()
    {
        var cars = _app.MapGroup("/connected-vehicle/v2/vehicles").AddEndpointFilter(AdmitAsync);
        cars.MapGet("", () => Data(new[] { new { vin = Vin } }));
        cars.MapGet("/{vin}", (string vin) => IfOurs(vin, new { vin, modelYear = 2024, descriptions = new { model = "V60" } }));
        cars.MapGet("/{vin}/commands", (string vin) => IfOurs(vin, new[] { new { command = "LOCK", href = "" }, new { command = "UNLOCK", href = "" } }));
        cars.MapGet("/{vin}/command-accessibility", (string vin) => IfOurs(vin, new
        {
            availabilityStatus = UnavailableReason is { } reason
                ? (object)new { value = "UNAVAILABLE", unavailableReason = reason, timestamp = At }
                : new { value = "AVAILABLE", timestamp = At },
        }));
        cars.MapGet("/{vin}/doors", (string vin) => IfOurs(vin, new
        {
            centralLock = Field(CentralLock),
            frontLeftDoor = Field(FrontLeftDoor),
            frontRightDoor = Field("CLOSED"),
            rearLeftDoor = Field("UNSPECIFIED"),
            tailgate = Field(Tailgate),
            hood = Field("CLOSED"),
        }));
        cars.MapPost("/{vin}/commands/{command}", Command);
        _app.MapGroup("/location/v1/vehicles").AddEndpointFilter(AdmitAsync).MapGet("/{vin}/location", (string vin) => Parked is { } at
            ? IfOurs(vin, new
            {
                type = "Feature",
                geometry = new { type = "Point", coordinates = new[] { at.Lon, at.Lat, 40 } },
                properties = new { timestamp = Rfc3339.Format(at.At), heading = "90" },
            })
            : Results.NotFound());
    }

    private string At => Rfc3339.Format(RetrievedAt ?? _time.GetUtcNow());

    private object Field(string value) => new { value, timestamp = At };

    private static IResult IfOurs(string vin, object data) => vin == Vin ? Data(data) : Results.NotFound();

    private static IResult Data(object data) => Results.Json(new { data });

    private IResult Command(string vin, string command)
    {
        if (vin != Vin)
            return Results.NotFound();
        if (command == "unlock" && ReadyUntil is { } until)
            return Data(new { vin, invokeStatus = "COMPLETED", readyToUnlock = true, readyToUnlockUntil = until.ToUnixTimeSeconds() });
        if (Obeys && InvokeStatus == "COMPLETED")
            CentralLock = command == "unlock" ? "UNLOCKED" : "LOCKED";
        return Data(new { vin, invokeStatus = InvokeStatus, message = "" });
    }

    private async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        Calls.Enqueue(request.Path.Value?.Split('/').Last() ?? "");
        if (IsAway)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (OutOfQuotaFor is { } wait)
        {
            var message = $"Out of call volume quota. Quota will be replenished in {wait:hh\\:mm\\:ss}.";
            return Results.Json(new { statusCode = 403, message }, statusCode: StatusCodes.Status403Forbidden);
        }

        if (request.Headers["vcc-api-key"] != ApiKey || Id.SubjectOf(request.Headers.Authorization) is null)
            return Results.Unauthorized();
        return await next(context);
    }
}
