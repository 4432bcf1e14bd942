using Portal.Device;
using Portal.Device.Protocol;

namespace Portal.Tests.Device;

public sealed class EventBufferTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string File => _folder["events.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_ClosedAndOpened_KeepsEventsAndNumbers()
    {
        using (var buffer = EventBuffer.Open(File))
        {
            Append(buffer, EventKinds.Unlocked);
            Append(buffer, EventKinds.DoorOpened);
        }

        using var again = EventBuffer.Open(File);

        Assert.Equal([1L, 2L], Numbers(again));
        Assert.Equal(new ReportedState(EventKinds.Unlocked, EventKinds.DoorOpened), again.Reported);
        Assert.Equal(3, Append(again, EventKinds.Locked)?.Seq);
    }

    [Fact]
    public void Acknowledge_All_NumbersGoOnAfterARestart()
    {
        using (var buffer = EventBuffer.Open(File))
        {
            Append(buffer, EventKinds.Unlocked);
            Append(buffer, EventKinds.Locked);
            buffer.Acknowledge(new EventNumber(1, 2));
        }

        for (var restart = 0; restart < 3; restart++)
        {
            using var again = EventBuffer.Open(File);
            Assert.Equal(0, again.Count);
            Assert.Equal(EventKinds.Locked, again.Reported.Lock);
        }

        using var last = EventBuffer.Open(File);
        Assert.Equal(3, Append(last, EventKinds.Unlocked)?.Seq);
    }

    [Fact]
    public void Acknowledge_Some_KeepsTheRest()
    {
        using var buffer = EventBuffer.Open(File);
        Append(buffer, EventKinds.Unlocked);
        Append(buffer, EventKinds.Locked);

        buffer.Acknowledge(new EventNumber(1, 1));

        Assert.Equal([2L], Numbers(buffer));
    }

    [Fact]
    public void Drop_TheNewest_NeverGivesItsNumberAgain()
    {
        using (var buffer = EventBuffer.Open(File))
        {
            Append(buffer, EventKinds.Unlocked);
            Append(buffer, EventKinds.Press);
            buffer.Drop(new EventNumber(1, 2));
        }

        using (EventBuffer.Open(File))
        {
            // Rewrites the file without the dropped event.
        }

        using var again = EventBuffer.Open(File);
        Assert.Equal([1L], Numbers(again));
        Assert.Equal(3, Append(again, EventKinds.Locked)?.Seq);
    }

    [Fact]
    public void S23_KilledAtAnyByteOfAnAppend_NothingConfirmedIsLostAndNoNumberIsUsedTwice()
    {
        int confirmed;
        using (var buffer = EventBuffer.Open(File))
        {
            Append(buffer, EventKinds.Unlocked);
            Append(buffer, EventKinds.DoorOpened);
            confirmed = (int)Length();
            Append(buffer, EventKinds.DoorClosed);
        }

        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = confirmed; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            using var again = EventBuffer.Open(File);
            Assert.Equal([1L, 2L], Numbers(again));
            Assert.Equal(3, Append(again, EventKinds.DoorClosed)?.Seq);
            Assert.Equal([1L, 2L, 3L], Numbers(again));
        }
    }

    [Fact]
    public void Open_TailOfZeros_AsAfterALossOfPower_IsCutOff()
    {
        using (var buffer = EventBuffer.Open(File))
        {
            Append(buffer, EventKinds.Unlocked);
        }

        System.IO.File.AppendAllText(File, new string('\0', 300) + "\"x\"}}\n");

        using var again = EventBuffer.Open(File);
        Assert.Equal([1L], Numbers(again));
    }

    [Fact]
    public void Open_DamagedInTheMiddle_IsSaidAloud()
    {
        using (var buffer = EventBuffer.Open(File))
        {
            Append(buffer, EventKinds.Unlocked);
            Append(buffer, EventKinds.Locked);
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[Array.IndexOf(bytes, (byte)'\n') + 5] ^= 0x55;
        System.IO.File.WriteAllBytes(File, bytes);

        Assert.Throws<InvalidDataException>(() => EventBuffer.Open(File));
    }

    [Fact]
    public void Append_AnotherEpoch_CountsFromOneBehindWhatStillWaits()
    {
        using var buffer = EventBuffer.Open(File);
        Append(buffer, EventKinds.Unlocked);
        Append(buffer, EventKinds.Locked);

        Append(buffer, EventKinds.Unlocked, epoch: 2);

        Assert.Equal([(1L, 1L), (1L, 2L), (2L, 1L)], buffer.NextBatch().Select(kept => (kept.Epoch, kept.Seq)));
        buffer.Acknowledge(new EventNumber(2, 1));
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void NextBatch_NeverExceedsEventsOrBytes()
    {
        using var buffer = EventBuffer.Open(File);
        for (var i = 0; i < 300; i++)
            Append(buffer, EventKinds.Press);

        Assert.Equal(GatewayLimits.BatchEvents, buffer.NextBatch().Count);

        buffer.Clear();
        for (var i = 0; i < 100; i++)
            Append(buffer, EventKinds.Press, data: $$"""{"note":"{{new string('ä', 1000)}}"}""");

        var batch = buffer.NextBatch();
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(batch, GatewayJson.Options).Length;
        Assert.InRange(bytes, GatewayLimits.MessageBytes - 4096, GatewayLimits.MessageBytes - 256);
    }

    [Fact]
    public void Append_Full_EndsWithOneOverflowEventAndTakesMoreOnceThereIsRoom()
    {
        const int capacity = 300;
        using var buffer = EventBuffer.Open(File, capacity);
        for (var i = 1; i < capacity; i++)
            Assert.NotNull(Append(buffer, EventKinds.Press));

        Assert.Null(Append(buffer, EventKinds.Locked));
        Assert.Null(Append(buffer, EventKinds.Unlocked));
        Assert.Equal(capacity, buffer.Count);
        var seen = new List<DeviceEvent>();
        while (buffer.NextBatch() is { Count: > 0 } batch)
        {
            seen.AddRange(batch);
            buffer.Acknowledge(new EventNumber(1, batch[^1].Seq));
        }

        Assert.Equal(EventKinds.BufferOverflow, Assert.Single(seen, kept => kept.Kind != EventKinds.Press).Kind);
        Assert.Equal(capacity + 1, Append(buffer, EventKinds.Locked)?.Seq);
    }

    [Fact]
    public void Acknowledge_AfterMuchTraffic_TheFileStaysSmall()
    {
        using var buffer = EventBuffer.Open(File);
        for (var i = 1; i <= 500; i++)
        {
            Append(buffer, EventKinds.Press, data: $$"""{"note":"{{new string('x', 4000)}}"}""");
            buffer.Acknowledge(new EventNumber(1, i));
        }

        Assert.InRange(Length(), 1, 1200 * 1024);
    }

    private static DeviceEvent? Append(EventBuffer buffer, string kind, long epoch = 1, string data = "{}") =>
        buffer.Append(epoch, kind, (kept, number) => new DeviceEvent
        {
            Epoch = number.Epoch,
            Seq = number.Seq,
            Kind = kept,
            At = "2026-11-21T14:03:07.120Z",
            Data = data,
        });

    private static IEnumerable<long> Numbers(EventBuffer buffer) => buffer.NextBatch().Select(kept => kept.Seq);

    private long Length() => new FileInfo(File).Length;
}
