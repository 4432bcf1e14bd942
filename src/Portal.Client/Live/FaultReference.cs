using System.Diagnostics;

namespace Portal.Client.Live;

/// <summary>What stands on the screen and in the log beside a fault, so that one leads to the other.</summary>
internal static class FaultReference
{
    public static string New() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
}
