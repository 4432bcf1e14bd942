using FsCheck;
using FsCheck.Fluent;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Tests.Access.Properties;

/// <summary>
/// Makes stories: one or two deliveries as they should go, disturbed. The larger FsCheck's size, the more is left out, put in, doubled and
/// exchanged, up to chaos.
/// </summary>
internal static class Stories
{
    private const int WindowMinutes = 60;

    private static readonly string[] Kinds =
    [
        EventKinds.Locked, EventKinds.Unlocked, EventKinds.LockJammed, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.DoorAjar,
        EventKinds.DoorForcedOpen, EventKinds.DoorOpening, EventKinds.DoorClosing, EventKinds.DoorObstructed, EventKinds.Tamper,
        EventKinds.TamperCleared, EventKinds.Battery,
    ];

    private enum Cut
    {
        LeaveOut,
        PutIn,
        Double,
        Exchange,
    }

    public static Arbitrary<Story> Any { get; } = Arb.From(Generator(), Shrunk);

    private static Gen<Story> Generator() =>
        from place in Gen.Elements(AccessPointKind.Trunk, AccessPointKind.Door, AccessPointKind.Garage)
        from first in AsItShould(place, 0)
        from second in AsItShould(place, 1)
        from isTwice in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from edits in Gen.Sized(size => Gen.ArrayOf(Edits, size / 5))
        select new Story(place, edits.Aggregate(isTwice ? [.. first, .. second] : first, Edited));

    /// <summary>Asked, approved, opened by some way, closed and locked: each step told at once.</summary>
    private static Gen<IReadOnlyList<Step>> AsItShould(AccessPointKind place, int delivery) =>
        from inMinutes in Gen.Elements(0, 5, 30)
        from byHand in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from way in byHand ? Gen.Elements(Way.Keypad, Way.DriverPage) : Gen.Elements(Way.Keypad, Way.DriverPage, Way.CarrierApi)
        from pause in Gen.Choose(1, 14)
        from before in Gen.Frequency((9, Gen.Constant<IReadOnlyList<Step>>([])), (1, Guesses(delivery, way)))
        from after in Gen.Frequency((9, Gen.Constant<IReadOnlyList<Step>>([])), (1, SecondTries(delivery, way)))
        from meanwhile in Gen.Frequency((9, Gen.Constant<IReadOnlyList<Step>>([])), (1, Gen.Constant(AnotherMeanwhile(delivery))))
        from asked in byHand
            ? Gen.Constant<IReadOnlyList<Step>>([new Ask(inMinutes, WindowMinutes, ByHand: true)])
            : Gen.Frequency(
                (6, Gen.Constant<IReadOnlyList<Step>>([new Ask(inMinutes, WindowMinutes, ByHand: false), new Answer(delivery, Reply.Approve)])),
                (1, Gen.Constant<IReadOnlyList<Step>>([new LetApprove(On: true), new Ask(inMinutes, WindowMinutes, ByHand: false)])))
        select Steps(place, asked, new Wait((inMinutes * 60) + pause), [.. before, new Attempt(way, delivery, Proof.Right, Spot.Here), .. after], meanwhile, pause);

    /// <summary>Somebody guesses until the keypad rests; after a while around the end of its rest the right code is typed.</summary>
    private static Gen<IReadOnlyList<Step>> Guesses(int delivery, Way way) =>
        from codes in Gen.Choose(4, 7)
        from seconds in Gen.Elements(1, 30, 59, 60, 61, 119, 120, 121, 239, 240, 241)
        select (IReadOnlyList<Step>)
        [
            new Guess(codes, Patiently: true), new Wait(seconds), new Beat(),
            .. way == Way.Keypad ? Array.Empty<Step>() : [new Attempt(Way.Keypad, delivery, Proof.Right, Spot.Here)],
        ];

    /// <summary>It was granted, and nothing opened: the same way in, or another, is tried again around the end of the 60 s.</summary>
    private static Gen<IReadOnlyList<Step>> SecondTries(int delivery, Way way) =>
        from seconds in Gen.Elements(1, 30, 59, 60, 61, 62, 90)
        from isWatched in Gen.Elements(true, false)
        from again in Gen.Frequency((4, Gen.Constant(way)), (1, Gen.Elements(Enum.GetValues<Way>())))
        select (IReadOnlyList<Step>)[new Wait(seconds, isWatched), new Beat(), new Attempt(again, delivery, Proof.Right, Spot.Here)];

    /// <summary>While it stands open it is revoked, and somebody else is expected at the same place, who tries the keypad.</summary>
    private static IReadOnlyList<Step> AnotherMeanwhile(int delivery) =>
    [
        new Answer(delivery, Reply.Revoke), new Ask(0, WindowMinutes, ByHand: true), new Beat(),
        new Attempt(Way.Keypad, delivery + 1, Proof.Right, Spot.Here),
    ];

    private static IReadOnlyList<Step> Steps(
        AccessPointKind place, IReadOnlyList<Step> asked, Wait untilItBegins, IReadOnlyList<Step> attempts, IReadOnlyList<Step> meanwhile, int pause)
    {
        var hasBolt = place != AccessPointKind.Garage;
        List<Step> steps = [.. asked, untilItBegins];
        if (hasBolt)
            steps.Add(new Happen(EventKinds.Locked));
        steps.Add(new Happen(EventKinds.DoorClosed));
        if (place == AccessPointKind.Trunk)
            steps.Add(new Fix(Away: false, Moving: false));
        steps.AddRange([new Tell(Order.InOrder), .. attempts]);
        steps.AddRange([new Happen(hasBolt ? EventKinds.Unlocked : EventKinds.DoorOpening, Commanded: true), new Tell(Order.InOrder)]);
        steps.AddRange([new Wait(pause), new Happen(EventKinds.DoorOpened), new Tell(Order.InOrder), new Beat(), .. meanwhile]);
        steps.AddRange([new Wait(pause), new Happen(EventKinds.DoorClosed), new Tell(Order.InOrder)]);
        if (hasBolt)
            steps.AddRange([new Wait(pause), new Happen(EventKinds.Locked), new Tell(Order.InOrder)]);
        steps.AddRange([new Beat(), new Wait(pause)]);
        return steps;
    }

    private static Gen<(Cut Cut, int At, Step Step)> Edits { get; } =
        from cut in Gen.Frequency(
            (2, Gen.Constant(Cut.LeaveOut)), (6, Gen.Constant(Cut.PutIn)), (1, Gen.Constant(Cut.Double)), (2, Gen.Constant(Cut.Exchange)))
        from at in Gen.Choose(0, 1000)
        from step in AnyStep
        select (cut, at, step);

    private static Gen<Step> AnyStep { get; } = Gen.Frequency(
        (4, from kind in Gen.Elements(Kinds) from commanded in Gen.Elements(true, false) select (Step)new Happen(kind, commanded)),
        (4, from order in Gen.Elements(Enum.GetValues<Order>()) select (Step)new Tell(order)),
        (3, from way in Gen.Elements(Enum.GetValues<Way>())
            from delivery in Gen.Choose(0, 2)
            from proof in Gen.Frequency((4, Gen.Constant(Proof.Right)), (1, Gen.Elements(Proof.Outdated, Proof.Wrong)))
            from spot in Gen.Frequency((4, Gen.Constant(Spot.Here)), (1, Gen.Elements(Enum.GetValues<Spot>())))
            from fails in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (Step)new Attempt(way, delivery, proof, spot, fails)),
        (3, from reply in Gen.Elements(Enum.GetValues<Reply>()) from delivery in Gen.Choose(0, 2) select (Step)new Answer(delivery, reply)),
        (2, from seconds in Gen.Elements(1, 5, 10, 14, 15, 16, 29, 31, 36, 59, 61, 119, 121, 299, 601, 901, 1800, 3600)
            from watched in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
            select (Step)new Wait(seconds, watched)),
        (1, Gen.Constant((Step)new Beat())),
        (1, from everything in Gen.Elements(true, false) select (Step)new Pause(everything)),
        (1, from everything in Gen.Elements(true, false) select (Step)new Lift(everything)),
        (1, from opinion in Gen.Elements(Enum.GetValues<Opinion>()) select (Step)new Think(opinion)),
        (1, from away in Gen.Elements(true, false) from moving in Gen.Elements(true, false) select (Step)new Fix(away, moving)),
        (1, from up in Gen.Elements(true, false) select (Step)new Line(up)),
        (1, from inMinutes in Gen.Elements(0, 10, 60) from byHand in Gen.Elements(true, false) select (Step)new Ask(inMinutes, 30, byHand)),
        (1, from seconds in Gen.Elements(-7200, -3600, 61, 90, 3600) select (Step)new Jump(seconds)),
        (1, from codes in Gen.Elements(1, 4, 5, 10) from patiently in Gen.Elements(true, false) select (Step)new Guess(codes, patiently)),
        (1, Gen.Constant((Step)new OwnUnlock())),
        (1, Gen.Constant((Step)new Acknowledge())),
        (1, from isOn in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false))) select (Step)new LetApprove(isOn)),
        (1, Gen.Elements<Step>(new Leave(), new SendToDepot())),
        (1, Gen.Constant((Step)new Restart())));

    private static IReadOnlyList<Step> Edited(IReadOnlyList<Step> steps, (Cut Cut, int At, Step Step) edit)
    {
        if (steps.Count == 0)
            return [edit.Step];
        var at = edit.At % steps.Count;
        return edit.Cut switch
        {
            Cut.LeaveOut => [.. steps.Take(at), .. steps.Skip(at + 1)],
            Cut.PutIn => [.. steps.Take(at), edit.Step, .. steps.Skip(at)],
            Cut.Double => [.. steps.Take(at + 1), .. steps.Skip(at)],
            Cut.Exchange => [.. steps.Take(at), .. steps.Skip(at).Take(2).Reverse(), .. steps.Skip(at + 2)],
        };
    }

    /// <summary>Shorter first: halves, quarters, … single steps left out; then shorter waits.</summary>
    private static IEnumerable<Story> Shrunk(Story story)
    {
        var steps = story.Steps;
        for (var length = steps.Count / 2; length > 0; length /= 2)
        {
            for (var from = 0; from < steps.Count; from += length)
                yield return story with { Steps = [.. steps.Take(from), .. steps.Skip(from + length)] };
        }

        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is Wait { Seconds: > 1 } wait)
                yield return story with { Steps = [.. steps.Take(i), wait with { Seconds = wait.Seconds / 2 }, .. steps.Skip(i + 1)] };
        }
    }
}
