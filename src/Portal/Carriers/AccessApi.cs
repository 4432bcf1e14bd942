using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>What carriers' systems call at the door: the driver's link and code, and the opening itself.</summary>
internal sealed class AccessApi(Database database, AccessHandover handover, GrantOpenings openings, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/deliveries/{id}/access", (AccessApi self, string id, HttpContext http) => self.AccessAsync(id, http))
            .RequireAuthorization(CarrierPolicies.Access)
            .Produces<AccessBody>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("The driver's link and code, from 15 minutes before the window. Each answer is entered in the household's log.");
        api.MapPost("/deliveries/{id}/unlock", (AccessApi self, string id, HttpContext http) => self.UnlockAsync(id, http))
            .RequireAuthorization(CarrierPolicies.Unlock)
            .Accepts<UnlockBody>("application/json")
            .Produces<DecisionBody>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Open, once. Granted and denied are both answered with 200.");
    }

    private async Task<IResult> AccessAsync(string id, HttpContext http)
    {
        var now = time.GetUtcNow();
        var carrier = CarrierKeyHandler.CarrierOf(http.User);
        if (!PortalId.TryParse<DeliveryId>(id, out var delivery))
            return ApiAnswer.NoDelivery.ToResult();
        var answer = await database.WriteAsync(tx => handover.ToCarrier(tx, carrier, delivery, now), http.RequestAborted);
        return answer.ToResult();
    }

    private async Task<IResult> UnlockAsync(string id, HttpContext http)
    {
        var now = time.GetUtcNow();
        var (call, refusal) = await CarrierCall.ReadAsync(http);
        if (call is null)
            return ApiAnswer.ResultOf(refusal);
        var (body, malformed) = call.Parse<UnlockBody>(http.Request);
        if (body is null)
            return ApiAnswer.ResultOf(malformed);
        if (Faults(body) is { Count: > 0 } faults)
            return ApiAnswer.Invalid(faults).ToResult();

        var (known, delivery) = await database.ReadAsync(
            connection => (
                call.FindKnown(connection, now),
                PortalId.TryParse<DeliveryId>(id, out var parsed) ? DeliveryStore.FindOf(connection, call.Carrier, parsed) : null),
            http.RequestAborted);
        if (known is not null)
            return known.ToResult();
        if (delivery is null)
            return ApiAnswer.NoDelivery.ToResult();

        // A repeat that overtakes this call is the same way in, and is answered the same: the decision itself is made once (S10).
        var attempt = new CarrierAttempt
        {
            Carrier = call.Carrier,
            Delivery = delivery.Id,
            AccessPoint = delivery.AccessPoint,
            Driver = body.DriverId,
            ParcelMatches = body.TrackingNumber == delivery.TrackingNumber,
            Position = body.Position,
        };
        var answer = await openings.ByCarrierAsync(attempt, http.RequestAborted);
        return await KeepAsync(call, delivery, answer, body.Position, now);
    }

    // What was decided is told even when the caller's patience has ended meanwhile.
    private async Task<IResult> KeepAsync(CarrierCall call, Delivery delivery, UnlockAnswer answer, GeoPosition? position, DateTimeOffset now)
    {
        var told = await database.WriteAsync(
            tx => call.Once(tx, now, () => ApiAnswer.Ok(DecisionBody.Of(answer, DriverFacts.Of(tx.Connection, delivery, now).After(answer, position)))),
            CancellationToken.None);
        return told.ToResult();
    }

    private static Dictionary<string, string[]> Faults(UnlockBody body)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(body.TrackingNumber))
            faults["trackingNumber"] = ["Send the number on the parcel."];
        if (body.Position is { } position && !GeoRules.IsOnEarth(position))
            faults["position"] = ["Send degrees in WGS 84 and an accuracy in metres."];
        return faults;
    }
}
