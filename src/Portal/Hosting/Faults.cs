using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Portal.Client;

namespace Portal.Hosting;

/// <summary>
/// The one place where an exception becomes an answer: a bare 500 with a reference that stands in the log too. People get the page
/// <c>/error</c> (by falling through), programs a problem document.
/// </summary>
internal sealed class Faults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Pages.AreWanted(httpContext))
            return false;
        var problem = Problems.Of(StatusCodes.Status500InternalServerError, "internal", "The fault is ours. Quote the trace id.");
        problem.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier;
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
