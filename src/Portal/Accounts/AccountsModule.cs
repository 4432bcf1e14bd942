using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Client;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>The door of Accounts to the host.</summary>
internal static class AccountsModule
{
    /// <summary>OWASP's figure for PBKDF2 with SHA-512.</summary>
    private const int PasswordIterations = 210_000;

    /// <summary>How long a challenge may be answered, or a password waits for its second factor.</summary>
    private static readonly TimeSpan StaysHalfWay = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        AddIdentity(services);
        AddCookies(services);
        AddPolicies(services);
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<SessionStore>().AddSingleton<Sessions>().AddSingleton<SessionWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());
        services.AddHostedService<FirstStart>();
        services.AddSingleton<Passwords>().AddSingleton<SetupLinks>().AddSingleton<AccountRegistration>();
        services.AddScoped<SessionCookie>().AddScoped<SessionAuthentication>().AddScoped<CurrentMember>();
        services.AddScoped<AuthenticationStateProvider>(provider => provider.GetRequiredService<SessionAuthentication>());
        services.AddScoped<CircuitHandler, SessionCircuit>();
        services.AddScoped<CurrentHouseholds>().AddScoped<IAccounts, SignedInAccounts>();
        services.AddSingleton<Members>().AddScoped<IHouseholdMembers, HouseholdMembers>();
        services.AddSingleton<Invitations>().AddScoped<IInvitations, HouseholdInvitations>();
        AddSigningIn(services);
        AddMailedLinks(services);
        AddSecurity(services);
        AddRetention(services);
        services.AddSingleton<CarrierBlocks>().AddScoped<IHouseholdCarriers, HouseholdCarriers>();
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/start", (HttpContext http) => TypedResults.LocalRedirect(StartOf(http.User))).RequireAuthorization();
        endpoints.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        endpoints.MapPasskeys();
        endpoints.MapInvitations();
        endpoints.MapLanguage();
        KeptDataExport.Map(endpoints);
    }

    private static void AddSigningIn(IServiceCollection services)
    {
        services.AddScoped<SignIns>().AddScoped<BrowserEntry>().AddScoped<Passkeys>().AddScoped<NewPasskeys>();
        services.AddSingleton<AuthenticatorKeys>().AddSingleton<SecondFactor>().AddSingleton<HalfWayIn>();
        services.AddScoped<ISecondStep, SecondFactorSignIns>().AddScoped<IConfirmation, Confirmations>();
    }

    private static void AddMailedLinks(IServiceCollection services)
    {
        services.AddSingleton<AccountMail>().AddSingleton<EmailAddresses>().AddSingleton<Newcomers>().AddScoped<IEmailAddress, CurrentEmail>();
        services.AddSingleton<RecoveryLinks>().AddSingleton<RecoveryEnd>().AddSingleton<Recoveries>();
        services.AddSingleton<IAccountRecovery, AccountRecovery>();
    }

    // What a person changes about their own account.
    private static void AddSecurity(IServiceCollection services)
    {
        services.AddSingleton<SecurityNews>().AddSingleton<PasswordChanges>().AddSingleton<SecurityChanges>();
        services.AddScoped<IAccountSecurity, AccountSecurity>().AddScoped<ITwoFactor, TwoFactor>().AddScoped<IAccessTokens, AccessTokens>();
        services.AddSingleton<IKeptData, AccountsKeptData>().AddSingleton<ExportPlaces>().AddSingleton<KeptDataExport>();
        services.AddSingleton<AccountErasure>().AddSingleton<MembershipEnds>().AddScoped<IAccountDeletion, AccountDeletion>();
    }

    private static void AddRetention(IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddScoped<IHouseholdRetention, HouseholdRetention>();
        services.AddSingleton<RetentionWatch>().AddHostedService(provider => provider.GetRequiredService<RetentionWatch>());
    }

    private static string StartOf(ClaimsPrincipal user)
    {
        if (user.IsInRole(Words.Of(StaffRole.Operator)))
            return "/operator/carriers";
        return user.IsInRole(Words.Of(StaffRole.Support)) ? "/support" : "/";
    }

    // For whoever is signed in or not: the answer is the sign-in page. The form's token keeps other sites from signing people out.
    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest); // The page that says what to do stands in for it.
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordIterations);
        services.AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                options.Password = new PasswordOptions
                {
                    RequiredLength = AccountRules.ShortestPassword,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1);
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicUrl>(Bind);
    }

    // A passkey is made for our own host, kept on the device so that no address has to be typed, and unlocked by its owner each time.
    private static void Bind(IdentityPasskeyOptions options, PublicUrl publicUrl)
    {
        options.ServerDomain = publicUrl.Value.Host;
        options.ResidentKeyRequirement = "required";
        options.UserVerificationRequirement = "required";
        options.ValidateOrigin = made => ValueTask.FromResult(!made.CrossOrigin && made.Origin == publicUrl.Origin);
    }

    private static void AddCookies(IServiceCollection services)
    {
        var schemes = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        schemes.AddCookie(
            IdentityConstants.ApplicationScheme,
            options =>
            {
                Harden(options, "__Host-portal");
                options.EventsType = typeof(SessionCookie);
                options.LoginPath = "/sign-in";
                options.AccessDeniedPath = "/denied";
                options.ReturnUrlParameter = "returnUrl";
                options.SlidingExpiration = false;
            });
        schemes.AddCookie(
            IdentityConstants.TwoFactorUserIdScheme,
            options =>
            {
                Harden(options, "__Host-portal-second-factor");
                options.ExpireTimeSpan = StaysHalfWay;
                options.SlidingExpiration = false;
            });
        schemes.AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, _ => { });
        schemes.AddCookie(IdentityConstants.TwoFactorRememberMeScheme, options => Harden(options, "__Host-portal-second-factor-done"));
    }

    // Browsers take and send a secure cookie on http://localhost too.
    private static void Harden(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.Cookie.IsEssential = true;
    }

    // What is not listed as public needs an account.
    private static void AddPolicies(IServiceCollection services) =>
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Member, policy => policy.RequireAuthenticatedUser().RequireAssertion(IsNoStaff))
            .AddPolicy(Policies.Read, policy => policy
                .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme, TokenAuthentication.SchemeName)
                .RequireAuthenticatedUser()
                .RequireAssertion(IsNoStaff))
            .AddPolicy(Policies.Support, policy => policy.RequireRole(Words.Of(StaffRole.Support)))
            .AddPolicy(Policies.Operator, policy => policy.RequireRole(Words.Of(StaffRole.Operator)));

    private static bool IsNoStaff(AuthorizationHandlerContext context) =>
        !Enum.GetValues<StaffRole>().Any(role => context.User.IsInRole(Words.Of(role)));
}
