using System.Data;
using System.Reflection;
using Dapper;
using Portal.Client;

namespace Portal.Storage;

/// <summary>Teaches Dapper the two shapes of the portal's columns: ids as text, instants as Unix milliseconds.</summary>
internal static class TypeHandlers
{
    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>Registers the handlers once for the process: Dapper keeps them in a static table.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
                return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new InstantHandler());
            foreach (var id in typeof(PortalId).Assembly.GetTypes().Where(IsId))
                AddIdMethod.MakeGenericMethod(id).Invoke(null, null);
            _registered = true;
        }
    }

    private static readonly MethodInfo AddIdMethod =
        new Action(AddId<Client.Accounts.AccountId>).Method.GetGenericMethodDefinition();

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IPortalId<>));

    private static void AddId<TId>()
        where TId : struct, IPortalId<TId> =>
        SqlMapper.AddTypeHandler(new IdHandler<TId>());

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }

    private sealed class IdHandler<TId> : SqlMapper.TypeHandler<TId>
        where TId : struct, IPortalId<TId>
    {
        public override TId Parse(object value) => TId.From((string)value);

        public override void SetValue(IDbDataParameter parameter, TId value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.Value;
        }
    }
}
