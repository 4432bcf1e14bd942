using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Client;

namespace Portal.Hosting;

/// <summary>Tells people from programs, and gives both an answer where an endpoint left only a status.</summary>
internal static class Pages
{
    public static bool AreWanted(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");

    public static void UseStatusAnswers(this WebApplication app)
    {
        app.UseWhen(
            AreWanted,
            people => people.UseStatusCodePagesWithReExecute("/stopped/{0}", createScopeForStatusCodePages: true).Use(AskForThePage));
        app.UseWhen(context => !AreWanted(context), programs => programs.UseStatusCodePages(AnswerAsync));
    }

    /// <summary>What stands in for an answer is loaded, never sent: the form that failed is not for it.</summary>
    public static Task AskForThePage(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    private static Task AnswerAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return Problems.Of(status, CodeOf(status), ReasonPhrases.GetReasonPhrase(status)).ExecuteAsync(context.HttpContext);
    }

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad_request",
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        >= 500 => "internal",
        _ => "refused",
    };
}
