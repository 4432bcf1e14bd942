using Portal.Client.Access;
using Portal.Client.Home;
using Portal.Client.Ledger;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Home;

public sealed class TodayEntriesTests
{
    private static readonly AccessPointView Car = Sample.Point();
    private static readonly AccessPointView Door = Sample.Point("Front door", AccessPointKind.Door);

    [Fact]
    public void Of_OneOpening_IsOneLineEachWay() =>
        Assert.Equal(
            ["Volvo V60 closed and locked", "Volvo V60 opened"],
            Lines(("unlocked", Car, 0), ("door_opened", Car, 5), ("door_closed", Car, 60), ("locked", Car, 62)));

    [Fact]
    public void S01_ClosedWithoutTheBolt_IsNotSaidToBeLocked() =>
        Assert.Equal(["Volvo V60 closed"], Lines(("door_closed", Car, 0)));

    [Fact]
    public void Of_TwoOpeningsAtOnce_AreKeptApart() =>
        Assert.Equal(
            ["Front door locked", "Volvo V60 closed"],
            Lines(("door_closed", Car, 0), ("locked", Door, 5)));

    [Fact]
    public void Of_UnlockedAndOpenedMuchLater_AreTwoLines() =>
        Assert.Equal(["Volvo V60 opened", "Volvo V60 unlocked"], Lines(("unlocked", Car, 0), ("door_opened", Car, 600)));

    [Fact]
    public void Of_Routine_IsLeftToTheActivity() =>
        Assert.Equal(["Volvo V60 stayed shut"], Lines(("battery", Car, 0), (EntryKinds.AccessDenied, Car, 1), (EntryKinds.CommandAnswered, Car, 2)));

    [Fact]
    public void Of_Yesterday_IsNotToday() => Assert.Empty(Lines(("door_opened", Car, -86_400)));

    private static IEnumerable<string> Lines(params (string Kind, AccessPointView Point, int Second)[] entries) => TodayEntries
        .Of(
            [.. entries.Index().Reverse().Select(one => Sample.Entry(one.Index + 1, one.Item.Kind, Sample.Now.AddSeconds(one.Item.Second), one.Item.Point))],
            Sample.Now,
            Sample.Zone)
        .Select(item => item.Title);
}
