namespace Portal.Tests.Support;

/// <summary>What a test cannot go on without.</summary>
internal static class Required
{
    public static T Of<T>(T? thing)
        where T : class => thing ?? throw new InvalidOperationException($"There is no {typeof(T).Name}.");
}
