using Microsoft.AspNetCore.Authorization;
using Portal.Client;
using Portal.Client.Carriers;

namespace Portal.Carriers;

/// <summary>Who may call: a carrier that is verified now, with a key that is for this.</summary>
internal static class CarrierPolicies
{
    public const string Read = "carrier-read";
    public const string Write = "carrier-write";
    public const string Access = "carrier-access";
    public const string Unlock = "carrier-unlock";

    public static void Add(AuthorizationBuilder policies) => policies
        .AddPolicy(Read, policy => Require(policy, CarrierScopes.Read))
        .AddPolicy(Write, policy => Require(policy, CarrierScopes.Write))
        .AddPolicy(Access, policy => Require(policy, CarrierScopes.Access))
        .AddPolicy(Unlock, policy => Require(policy, CarrierScopes.Unlock));

    private static void Require(AuthorizationPolicyBuilder policy, string scope) => policy
        .AddAuthenticationSchemes(CarrierKeyHandler.SchemeName)
        .RequireClaim(CarrierKeyHandler.StandingClaim, Words.Of(CarrierState.Verified))
        .RequireClaim(CarrierKeyHandler.ScopeClaim, scope);
}
