using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Support;

namespace Portal.Tests.Hosting;

/// <summary>A method of a port that takes an id, called with whichever ids a test likes.</summary>
internal sealed class PortCall(MethodInfo method)
{
    private static readonly DeliveryWindow Soon = new(TimeProvider.System.GetUtcNow().AddMinutes(20), TimeProvider.System.GetUtcNow().AddMinutes(40));

    /// <summary>What else such methods take; a type without a line here fails.</summary>
    private static readonly Dictionary<Type, Func<SomeIds, object?>> Others = new()
    {
        [typeof(string)] = _ => "Because it rains",
        [typeof(bool)] = _ => true,
        [typeof(int)] = _ => 10,
        [typeof(long)] = _ => null, // From the newest on.
        [typeof(CloudMaker)] = _ => CloudMaker.Seam,
        [typeof(AccessPointChange)] = _ => new ReachChange(100),
        [typeof(RetentionKind)] = _ => RetentionKind.Pictures,
        [typeof(MemberRole)] = _ => MemberRole.Viewer,
        [typeof(OfflineMode)] = _ => OfflineMode.Synced,
        [typeof(DeliveryWindow)] = _ => Soon,
        [typeof(Fallback)] = _ => new Fallback(FallbackKind.Depot),
        [typeof(StandingRuleDraft)] = ids => new StandingRuleDraft
        {
            AccessPoint = ids.Get<AccessPointId>(), Carrier = ids.Get<CarrierId>(), Days = Weekdays.Monday, From = new TimeOnly(9, 0), To = new TimeOnly(10, 0),
        },
        [typeof(ActivityFilter)] = ids => new ActivityFilter { AccessPoint = ids.Get<AccessPointId>() },
        [typeof(DeliveryFilter)] = ids => new DeliveryFilter { AccessPoint = ids.Get<AccessPointId>() },
        [typeof(HandMadeDraft)] = ids => new HandMadeDraft
        {
            AccessPoint = ids.Get<AccessPointId>(), Description = "The florist", Start = Soon.Start.AddDays(1), End = Soon.End.AddDays(1),
        },
    };

    /// <summary>Ports where an id is nobody's secret: an operator sees all carriers, and the demo panel is not in Production.</summary>
    private static readonly string[] NotOfAHousehold = ["IOperatorCarriers", "IDemoPanel"];

    /// <summary>Where even the owner's own id only says where a list goes on.</summary>
    private static readonly string[] Continuing = ["IHouseholdDeliveries.ListAsync"];

    public static IEnumerable<string> Names => Methods.Select(NameOf);

    public bool IsSupports => method.DeclaringType == typeof(ISupportReview);

    /// <summary>Whether the right person is answered otherwise than for an id that nobody has.</summary>
    public bool TellsTheRightPerson => !Continuing.Contains(NameOf(method), StringComparer.Ordinal);

    private static IEnumerable<MethodInfo> Methods => typeof(PortalId).Assembly.GetTypes()
        .Where(type => type.IsInterface && !NotOfAHousehold.Contains(type.Name, StringComparer.Ordinal))
        .SelectMany(port => port.GetMethods())
        .Where(method => method.GetParameters().Any(parameter => TakesAnId(parameter.ParameterType)));

    public static PortCall Of(string name) => new(Methods.Single(method => NameOf(method) == name));

    /// <summary>The answer as JSON, or the exception's type.</summary>
    public async Task<string> AskAsync(IServiceProvider page, SomeIds ids, CancellationToken cancellationToken)
    {
        var arguments = method.GetParameters().Select(parameter => Argument(parameter.ParameterType, ids, cancellationToken)).ToArray();
        var port = page.GetRequiredService(method.DeclaringType!); // A method of an interface has one.
        var answer = (Task)method.Invoke(port, arguments)!; // Every method of a port answers with a task.
        await answer;
        return JsonSerializer.Serialize(answer.GetType().GetProperty("Result")?.GetValue(answer), PortalJson.Options);
    }

    private static string NameOf(MethodInfo method) => method.DeclaringType?.Name + "." + method.Name;

    private static bool TakesAnId(Type type) =>
        SomeIds.IsId(type) || (type.Assembly == typeof(PortalId).Assembly && type.GetProperties().Any(property => SomeIds.IsId(property.PropertyType)));

    private static object? Argument(Type type, SomeIds ids, CancellationToken cancellationToken)
    {
        if (SomeIds.IsId(type))
            return ids.Get(type);
        if (type == typeof(CancellationToken))
            return cancellationToken;
        return Others.TryGetValue(SomeIds.Bare(type), out var sample)
            ? sample(ids)
            : throw new InvalidOperationException($"Say in PortCall what to send for a {type.Name}.");
    }
}
