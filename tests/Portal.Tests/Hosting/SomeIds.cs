using System.Reflection;
using Portal.Client;

namespace Portal.Tests.Hosting;

/// <summary>One id of each type, and the words that would give a household away.</summary>
internal sealed class SomeIds
{
    private static readonly MethodInfo MakeId = typeof(PortalId).GetMethod(nameof(PortalId.New))!; // It is named there.
    private readonly Dictionary<Type, object> _ids = [];

    /// <summary>Well-formed ids that nobody ever had.</summary>
    public static SomeIds Nobodys { get; } = new();

    /// <summary>A code that is valid now at these people's keypad; for nobody's, one that is valid nowhere.</summary>
    public string Code { get; init; } = "00000000";

    /// <summary>Names, plates and ids: none of them may reach a stranger.</summary>
    public IReadOnlyList<string> Telling { get; init; } = [];

    public static bool IsId(Type type) => Bare(type).GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IPortalId<>));

    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    public void Add<T>(T id)
        where T : struct, IPortalId<T> => _ids[typeof(T)] = id;

    public T Get<T>()
        where T : struct, IPortalId<T> => (T)Get(typeof(T));

    public object Get(Type type)
    {
        if (_ids.TryGetValue(Bare(type), out var id))
            return id;
        return this == Nobodys
            ? _ids[Bare(type)] = MakeId.MakeGenericMethod(Bare(type)).Invoke(null, [DateTimeOffset.UnixEpoch])! // Never null.
            : throw new InvalidOperationException($"The household has no {type.Name} yet: furnish it with one in TwoHouseholds.");
    }
}
