using System.Globalization;
using System.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Portal.Tests.Support;

/// <summary>The whole portal as a process of its own which can be asked how much it really holds: what is left after a full collection.</summary>
internal static class MeasuredPortal
{
    public const string HeapPath = "/test/heap";

    public static async Task<int> RunAsync(string address)
    {
        var app = Program.Build(["--environment", "Production", "--urls", address], _ => { });
        app.MapGet(HeapPath, () => Results.Text(Heap().ToString(CultureInfo.InvariantCulture))).AllowAnonymous();
        await app.RunAsync();
        return 0;
    }

    private static long Heap()
    {
        // Twice: what a finalizer lets go is garbage only then.
        for (var pass = 0; pass < 2; pass++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
