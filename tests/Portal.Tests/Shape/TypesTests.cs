using System.Reflection;
using System.Runtime.CompilerServices;

namespace Portal.Tests.Shape;

/// <summary>Types of the server are for the server alone, and nobody's to inherit from unless somebody does.</summary>
public sealed class TypesTests
{
    private static readonly List<Type> Own = typeof(Program).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true)
        .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<', StringComparison.Ordinal))
        .ToList();

    [Fact]
    public void Class_IsSealed_UnlessAnotherInheritsFromIt()
    {
        var parents = Own.Select(type => type.BaseType).OfType<Type>().Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();

        Assert.Empty(Own.Where(type => type.IsClass && !type.IsSealed && !parents.Contains(type)).Select(type => type.FullName));
    }

    [Fact]
    public void Type_IsInternal() => Assert.Empty(Own.Where(type => type.IsPublic).Select(type => type.FullName));

    [Fact]
    public void Folder_ImplementsOnlyThePort_OfItsOwnName()
    {
        // The operator's screens are one area of the client library; carriers are the folder that answers for them.
        var wrong =
            from type in Own
            from port in type.GetInterfaces()
            where port.Namespace?.StartsWith("Portal.Client.", StringComparison.Ordinal) == true
                && port.Namespace != "Portal.Client.Operator"
                && port.Namespace["Portal.Client.".Length..] != type.Namespace?["Portal.".Length..]
            select $"{type.FullName} implements {port.FullName}";

        Assert.Empty(wrong);
    }
}
