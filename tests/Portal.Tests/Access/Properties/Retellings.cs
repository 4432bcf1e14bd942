using FsCheck;
using FsCheck.Fluent;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Tests.Access.Properties;

/// <summary>Makes retellings: openings as they should go and as they should not, mostly begun by our command.</summary>
internal static class Retellings
{
    /// <summary>A device acts on a command within the 10 s of its life (S07).</summary>
    private const int CommandLife = 10;

    /// <summary>
    /// What opens near the end of the 60 s is left out: whether something has opened in time is judged then, by what was told until then.
    /// </summary>
    private const int LatestOpening = 50;

    /// <summary>Whoever falls silent by then is silent, and held, when the 60 s are over.</summary>
    private const int LatestCut = 20;

    private static readonly string[] Kinds =
    [
        EventKinds.Locked, EventKinds.Unlocked, EventKinds.LockJammed, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.DoorAjar,
        EventKinds.DoorOpening, EventKinds.DoorClosing,
    ];

    private static readonly string[] WithBolt =
        [EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked];

    private static readonly string[] WithDrive =
        [EventKinds.DoorOpening, EventKinds.DoorOpened, EventKinds.DoorClosing, EventKinds.DoorClosed];

    private static Gen<Lived> AnyLived { get; } =
        from kind in Gen.Elements(Kinds)
        from after in Gen.Choose(1, 15)
        select new Lived(kind, IsCommanded: false, after);

    public static Arbitrary<Retelling> Any { get; } = Arb.From(Generator().Where(IsOurs), Shrunk);

    private static Gen<Retelling> Generator() =>
        from place in Gen.Elements(AccessPointKind.Trunk, AccessPointKind.Door, AccessPointKind.Garage)
        from paces in Gen.ArrayOf(Gen.Choose(1, 9), 4)
        from steps in Gen.Choose(0, 4)
        from more in Gen.Sized(size => from count in Gen.Choose(0, size / 15) from lived in Gen.ArrayOf(AnyLived, count) select lived)
        from at in Gen.Choose(1, 100)
        from cut in Gen.Frequency((3, Gen.Choose(0, 8).Select(number => (int?)number)), (1, Gen.Constant((int?)null)))
        from whims in Gen.ArrayOf(Gen.Choose(0, 100), 12)
        select new Retelling(place, Mixed(AsItShould(place, paces).Take(steps).ToList(), more, at), cut, whims);

    private static IEnumerable<Lived> AsItShould(AccessPointKind place, IReadOnlyList<int> paces) =>
        (place == AccessPointKind.Garage ? WithDrive : WithBolt).Select((kind, i) => new Lived(kind, IsCommanded: i == 0, paces[i]));

    private static IReadOnlyList<Lived> Mixed(List<Lived> story, IEnumerable<Lived> more, int at)
    {
        foreach (var lived in more)
            story.Insert(story.Count == 0 ? 0 : 1 + ((at *= 3) % story.Count), lived);
        return story;
    }

    private static bool IsOurs(Retelling told)
    {
        var times = told.Seconds;
        var unlocked = told.Events.Select((lived, i) => (lived, i)).Where(one => one.lived.IsCommanded).Select(one => one.i).ToList();
        var opened = unlocked.Count == 0 ? -1 : told.Events.ToList().FindIndex(unlocked[0], lived => lived.Kind == EventKinds.DoorOpened);
        return unlocked.TrueForAll(i => times[i] <= CommandLife)
            && (opened < 0 || times[opened] <= LatestOpening)
            && (told.CutAfter is not > 0 || told.CutAfter > times.Count || times[told.CutAfter.Value - 1] <= LatestCut);
    }

    private static IEnumerable<Retelling> Shrunk(Retelling told) =>
        Enumerable.Range(0, told.Events.Count)
            .Select(i => told with { Events = [.. told.Events.Take(i), .. told.Events.Skip(i + 1)] })
            .Concat(told.Whims.Any(whim => whim > 0) ? [told with { Whims = [.. told.Whims.Select(whim => whim / 2)] }] : [])
            .Where(IsOurs);
}
