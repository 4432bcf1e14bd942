using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Portal.Client;

/// <summary>Errors over HTTP: RFC 9457 problem details with a stable <c>code</c> that programs may rely on.</summary>
public static class Problems
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Lower snake case; part of the public contract.</param>
    /// <param name="detail">One sentence for a person: what is wrong and what to do.</param>
    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(statusCode: status, detail: detail, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code });
}
