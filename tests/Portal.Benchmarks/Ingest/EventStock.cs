using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Benchmarks.Ingest;

/// <summary>What the devices will say, numbered, signed where it bears state and written as hub messages before the clock runs.</summary>
internal static class EventStock
{
    /// <summary>Events in one message: 16 lines with one in flight each have 512 events in flight.</summary>
    public const int Batch = 32;

    private static readonly string[] Signed = [EventKinds.DoorOpened, EventKinds.DoorClosed];

    /// <summary>For each device its frames in order.</summary>
    /// <param name="devices">Who speaks.</param>
    /// <param name="signed">Door events with a signature; otherwise the battery's charge.</param>
    /// <param name="first">The number of the first event.</param>
    /// <param name="rounds">Frames for each device.</param>
    public static List<byte[]>[] Build(IReadOnlyList<TestDevice> devices, bool signed, long first, int rounds)
    {
        var stock = new List<byte[]>[devices.Count];
        Parallel.For(0, devices.Count, i => stock[i] = [.. Enumerable.Range(0, rounds).Select(round => Frame(devices[i], signed, first, round))]);
        return stock;
    }

    private static byte[] Frame(TestDevice device, bool signed, long first, int round)
    {
        var events = Enumerable.Range(0, Batch).Select(i => Event(device, signed, first + (round * Batch) + i));
        var batch = JsonSerializer.Serialize(events, GatewayJson.Options);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"type\":1,\"invocationId\":\"{first + round}\",\"target\":\"{GatewayMethods.Report}\",\"arguments\":[{batch}]}}\u001e"));
    }

    private static DeviceEvent Event(TestDevice device, bool signed, long seq) => signed
        ? device.Event(seq, Signed[seq % 2])
        : device.Event(seq, EventKinds.Battery, """{"percent":80}""");
}
