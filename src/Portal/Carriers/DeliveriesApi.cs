using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Client;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>What carriers' systems call about their deliveries (interfaces.md, Carriers). Another carrier's ids are not there (S28).</summary>
internal sealed class DeliveriesApi(Database database, DeliveryRequests requests, TimeProvider time)
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/deliveries", (DeliveriesApi self, HttpContext http) => self.RequestAsync(http))
            .RequireAuthorization(CarrierPolicies.Write)
            .Accepts<DeliveryRequestBody>("application/json")
            .Produces<DeliveryBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Ask a household for a window.");
        api.MapGet("/deliveries/{id}", (DeliveriesApi self, string id, HttpContext http) => self.FindAsync(id, http))
            .RequireAuthorization(CarrierPolicies.Read)
            .Produces<DeliveryBody>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One delivery.");
        api.MapGet("/deliveries", (DeliveriesApi self, [FromQuery] string? state, [FromQuery] string? cursor, HttpContext http) =>
                self.ListAsync(state, cursor, http))
            .RequireAuthorization(CarrierPolicies.Read)
            .Produces<DeliveryPageBody>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Deliveries from new to old, a page at a time.");
        api.MapPost("/deliveries/{id}/accept", (DeliveriesApi self, string id, HttpContext http) => self.AcceptAsync(id, http))
            .RequireAuthorization(CarrierPolicies.Write)
            .Accepts<AcceptBody>("application/json")
            .Produces<DeliveryBody>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Accept the window that the household proposed, or a part of it.");
        api.MapPost("/deliveries/{id}/withdraw", (DeliveriesApi self, string id, HttpContext http) => self.WithdrawAsync(id, http))
            .RequireAuthorization(CarrierPolicies.Write)
            .Produces<DeliveryBody>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Take a request or an approval back.");
        api.MapPut("/deliveries/{id}/driver", (DeliveriesApi self, string id, HttpContext http) => self.AssignDriverAsync(id, http))
            .RequireAuthorization(CarrierPolicies.Write)
            .Accepts<DriverBody>("application/json")
            .Produces<DeliveryBody>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Name the driver. Another driver's link and code are dead within 2 s.");
    }

    private async Task<IResult> RequestAsync(HttpContext http)
    {
        var now = time.GetUtcNow();
        var (call, refusal) = await CarrierCall.ReadAsync(http);
        if (call is null)
            return ApiAnswer.ResultOf(refusal);
        var (body, malformed) = call.Parse<DeliveryRequestBody>(http.Request);
        if (body is null)
            return ApiAnswer.ResultOf(malformed);
        var (request, faults) = DeliveryRequestRules.Check(body, now);
        if (request is null)
            return ApiAnswer.Invalid(faults).ToResult();
        var answer = await database.WriteAsync(
            tx => call.Once(tx, now, () => requests.Request(tx, call.Carrier, request, now) is { } delivery
                ? ApiAnswer.Created($"{CarriersModule.ApiPath}/deliveries/{delivery.Id}", DeliveryBodies.Of(tx.Connection, delivery))
                : ApiAnswer.Refused(StatusCodes.Status404NotFound, "handle_not_found", "No access point takes deliveries of yours by this handle.")),
            http.RequestAborted);
        return answer.ToResult();
    }

    private Task<IResult> FindAsync(string id, HttpContext http)
    {
        var carrier = CarrierKeyHandler.CarrierOf(http.User);
        return database.ReadAsync(
            connection => PortalId.TryParse<DeliveryId>(id, out var delivery)
                && DeliveryStore.FindOf(connection, carrier, delivery) is { } found
                    ? ApiAnswer.Ok(DeliveryBodies.Of(connection, found)).ToResult()
                    : ApiAnswer.NoDelivery.ToResult(),
            http.RequestAborted);
    }

    private Task<IResult> ListAsync(string? state, string? cursor, HttpContext http)
    {
        var carrier = CarrierKeyHandler.CarrierOf(http.User);
        DeliveryState? only = null;
        if (state is not null)
        {
            if (!Words.TryParse<DeliveryState>(state, out var known))
                return Task.FromResult(BadQuery("state_unknown", "Send a state of a delivery, for example 'approved'."));
            only = known;
        }

        DeliveryId? before = null;
        if (cursor is not null)
        {
            if (!PortalId.TryParse<DeliveryId>(cursor, out var known))
                return Task.FromResult(BadQuery("cursor_unknown", "Send 'nextCursor' of the page before, as it came."));
            before = known;
        }

        return database.ReadAsync(
            connection =>
            {
                var found = DeliveryStore.List(connection, carrier, only, before, PageSize + 1);
                var page = found.Take(PageSize).ToList();
                var next = found.Count > PageSize ? page[^1].Id.Value : null;
                return ApiAnswer.Ok(new DeliveryPageBody(DeliveryBodies.Of(connection, page), next)).ToResult();
            },
            http.RequestAborted);
    }

    private async Task<IResult> AcceptAsync(string id, HttpContext http)
    {
        var now = time.GetUtcNow();
        var (call, refusal) = await CarrierCall.ReadAsync(http);
        if (call is null)
            return ApiAnswer.ResultOf(refusal);
        var (body, malformed) = call.Parse<AcceptBody>(http.Request);
        if (body is null)
            return ApiAnswer.ResultOf(malformed);
        if (body.Window is not { Start: { } start, End: { } end })
            return ApiAnswer.Invalid(WindowFault("Send start and end.")).ToResult();
        var window = new DeliveryWindow(start, end);
        var answer = await database.WriteAsync(
            tx => call.Once(tx, now, () => PortalId.TryParse<DeliveryId>(id, out var delivery)
                ? Answer(tx, call.Carrier, delivery, requests.Accept(tx, call.Carrier, delivery, window, now), "Only what the household proposed can be accepted.")
                : ApiAnswer.NoDelivery),
            http.RequestAborted);
        return answer.ToResult();
    }

    private async Task<IResult> WithdrawAsync(string id, HttpContext http)
    {
        var now = time.GetUtcNow();
        var (call, refusal) = await CarrierCall.ReadAsync(http);
        if (call is null)
            return ApiAnswer.ResultOf(refusal);
        var answer = await database.WriteAsync(
            tx => call.Once(tx, now, () => PortalId.TryParse<DeliveryId>(id, out var delivery)
                ? Answer(tx, call.Carrier, delivery, requests.Withdraw(tx, call.Carrier, delivery, now), "Only a requested or approved one can be withdrawn.")
                : ApiAnswer.NoDelivery),
            http.RequestAborted);
        return answer.ToResult();
    }

    private async Task<IResult> AssignDriverAsync(string id, HttpContext http)
    {
        var now = time.GetUtcNow();
        var (call, refusal) = await CarrierCall.ReadAsync(http);
        if (call is null)
            return ApiAnswer.ResultOf(refusal);
        var (body, malformed) = call.Parse<DriverBody>(http.Request);
        if (body is null)
            return ApiAnswer.ResultOf(malformed);
        var (driver, faults) = DeliveryRequestRules.Check(body);
        if (driver is null)
            return ApiAnswer.Invalid(faults).ToResult();
        if (!PortalId.TryParse<DeliveryId>(id, out var delivery))
            return ApiAnswer.NoDelivery.ToResult();
        var answer = await database.WriteAsync(
            tx => Answer(
                tx,
                call.Carrier,
                delivery,
                requests.AssignDriver(tx, call.Carrier, delivery, driver, now),
                "A driver can be named for a requested or approved one only."),
            http.RequestAborted);
        return answer.ToResult();
    }

    private static ApiAnswer Answer(Transaction tx, CarrierId carrier, DeliveryId id, CarrierOutcome outcome, string rule)
    {
        var delivery = DeliveryStore.FindOf(tx.Connection, carrier, id);
        return (outcome, delivery) switch
        {
            (_, null) or (CarrierOutcome.NotFound, _) => ApiAnswer.NoDelivery,
            (CarrierOutcome.NotPossible, _) => ApiAnswer.Refused(
                StatusCodes.Status409Conflict,
                "not_possible",
                string.Create(CultureInfo.InvariantCulture, $"The delivery is {Words.Of(delivery.State)}. {rule}")),
            (CarrierOutcome.WindowNotValid, _) => ApiAnswer.Invalid(WindowFault("Send what the household proposed, or a part of it that is not over.")),
            (CarrierOutcome.Overlaps, _) => ApiAnswer.Refused(
                StatusCodes.Status409Conflict, "overlaps", "Another delivery has this access point then by now. Withdraw, or wait for another proposal."),
            (CarrierOutcome.Done, _) => ApiAnswer.Ok(DeliveryBodies.Of(tx.Connection, delivery)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
        };
    }

    private static Dictionary<string, string[]> WindowFault(string message) => new(StringComparer.Ordinal) { ["window"] = [message] };

    private static IResult BadQuery(string code, string detail) => ApiAnswer.Refused(StatusCodes.Status400BadRequest, code, detail).ToResult();
}
