using System.Text;
using System.Text.Json;
using Portal.Client;

namespace Portal.Carriers;

/// <summary>
/// What a call is answered: a success as the exact text that a repeat gets again, or a refusal, which is not kept and may turn out
/// otherwise next time.
/// </summary>
internal sealed record ApiAnswer
{
    private ApiAnswer(int status, string? location, string? body, IResult? refusal) =>
        (Status, Location, Body, Refusal) = (status, location, body, refusal);

    public int Status { get; }

    public string? Location { get; }

    /// <summary>JSON; null for a refusal.</summary>
    public string? Body { get; }

    public IResult? Refusal { get; }

    public static ApiAnswer Created<T>(string location, T body) =>
        new(StatusCodes.Status201Created, location, JsonSerializer.Serialize(body, PortalJson.Options), refusal: null);

    public static ApiAnswer Ok<T>(T body) =>
        new(StatusCodes.Status200OK, location: null, JsonSerializer.Serialize(body, PortalJson.Options), refusal: null);

    public static ApiAnswer Refused(int status, string code, string detail) =>
        new(status, location: null, body: null, Problems.Of(status, code, detail));

    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The stable word of the problem.</param>
    /// <param name="detail">What to do.</param>
    /// <param name="name">A further member of the problem.</param>
    /// <param name="value">Its value.</param>
    public static ApiAnswer Refused(int status, string code, string detail, string name, object value)
    {
        var problem = Problems.Of(status, code, detail);
        problem.ProblemDetails.Extensions[name] = value;
        return new(status, location: null, body: null, problem);
    }

    /// <summary>One sentence for each field that is wrong.</summary>
    public static ApiAnswer Invalid(IReadOnlyDictionary<string, string[]> faults) => Refused(
        StatusCodes.Status422UnprocessableEntity, "invalid", "Some fields cannot be taken as they are; 'errors' says which.", "errors", faults);

    /// <summary>Not there, or another carrier's: the same answer (S28).</summary>
    public static ApiAnswer NoDelivery => Refused(StatusCodes.Status404NotFound, "delivery_not_found", "You have no such delivery.");

    /// <summary>A success that was kept.</summary>
    public static ApiAnswer Kept(int status, string? location, string body) => new(status, location, body, refusal: null);

    /// <summary>The result of an answer that is there where nothing else is.</summary>
    public static IResult ResultOf(ApiAnswer? answer) => (answer ?? throw new ArgumentNullException(nameof(answer))).ToResult();

    public IResult ToResult() => Refusal ?? new KeptResult(this);

    private sealed class KeptResult(ApiAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            response.ContentType = "application/json; charset=utf-8";
            if (answer.Location is not null)
                response.Headers.Location = answer.Location;
            return response.WriteAsync(answer.Body ?? "", Encoding.UTF8, httpContext.RequestAborted);
        }
    }
}
