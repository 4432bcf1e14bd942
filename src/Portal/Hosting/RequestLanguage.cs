using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Portal.Client;

namespace Portal.Hosting;

/// <summary>In which language a request is answered: the one that was chosen in this browser, else the first of its own that Portal speaks.</summary>
internal static class RequestLanguage
{
    public static void UseLanguage(this WebApplication app) =>
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, Languages.All[0]),
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [.. Languages.All],
            RequestCultureProviders = [new CustomRequestCultureProvider(ChosenAsync), new AcceptLanguageHeaderRequestCultureProvider()],
        });

    private static Task<ProviderCultureResult?> ChosenAsync(HttpContext http) =>
        Task.FromResult(
            http.Request.Cookies[Languages.Cookie] is { } chosen && Languages.All.Any(language => language.Name == chosen)
                ? new ProviderCultureResult("", chosen)
                : null);
}
