using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Portal.Tests.Access.Properties;

/// <summary>
/// Runs a property with FsCheck: the same 2,000 cases each time, so that a red run is the change's doing; or as many new ones as
/// <c>PORTAL_PROPERTY_CASES</c> says. The seed goes to the test's output always; <c>PORTAL_PROPERTY_SEED</c> (<c>seed,gamma</c> or <c>seed,gamma,size</c>, as a failure prints it) runs the same cases again.
/// </summary>
internal static class PropertyRuns
{
    private const int Cases = 2000;
    private const ulong UsualSeed = 20_261_122;

    public static void Check<T>(Arbitrary<T> cases, Func<T, Task> holds)
    {
        var replay = Replay();
        Write($"Seed {replay.Rnd.Seed},{replay.Rnd.Gamma}; {Count} cases.");
        var config = Config.Default
            .WithMaxTest(replay.Size is null ? Count : 1)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(replay))
            .WithRunner(new ToldRunner(Write));
        FsCheck.Check.One(config, Prop.ForAll(cases, holds));
    }

    public static void Write(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private static int? Asked =>
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_PROPERTY_CASES"), CultureInfo.InvariantCulture, out var count) ? count : null;

    private static int Count => Asked ?? Cases;

    private static Replay Replay()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_PROPERTY_SEED")?.Split(',') is not { Length: >= 2 } told)
            return new Replay(new Rnd(Asked is null ? UsualSeed : (ulong)System.Random.Shared.NextInt64()), FSharpOption<int>.None);
        var numbers = told.Select(part => ulong.Parse(part, CultureInfo.InvariantCulture)).ToList();
        var size = numbers.Count > 2 ? FSharpOption<int>.Some((int)numbers[2]) : FSharpOption<int>.None;
        return new Replay(new Rnd(numbers[0], numbers[1]), size);
    }
}
