using Microsoft.AspNetCore.Antiforgery;
using Portal.Client;
using Portal.Client.Carriers;

namespace Portal.Carriers;

/// <summary>
/// Lets only our own pages post in a driver's name: each form carries a token that another site cannot know. Checked here and not by the
/// middleware, so that whoever fails is told what to do.
/// </summary>
internal sealed class DriverForms(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http))
            return await next(context);
        return WantsPage(http.Request)
            ? DriverPages.Gone(StatusCodes.Status400BadRequest, DriverText.FormFromElsewhere, DriverText.FormFromElsewhereMeaning)
            : Problems.Of(StatusCodes.Status400BadRequest, "form_token_missing", "Send the form as the page gave it.");
    }

    /// <summary>A browser without our script wants pages; the script wants JSON.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");
}
