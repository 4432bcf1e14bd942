namespace Portal.Hosting;

/// <summary>
/// The cookie behind forms. It is always secure, on http://localhost too, where browsers keep it; the framework's own setting for
/// 'always' would refuse to answer there.
/// </summary>
internal sealed class FormCookie : CookieBuilder
{
    public FormCookie()
    {
        Name = "__Host-portal-form";
        HttpOnly = true;
        SameSite = SameSiteMode.Strict;
        Path = "/";
        IsEssential = true;
        SecurePolicy = CookieSecurePolicy.None;
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
