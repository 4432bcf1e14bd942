namespace Portal.Device;

/// <summary>What the portal answered to a pairing code.</summary>
public abstract record PairingResult
{
    private PairingResult()
    {
    }

    /// <summary>The code was right. The owner now compares <paramref name="CheckNumber"/> and confirms; show or print it.</summary>
    /// <param name="DeviceId">Who the device is from now on.</param>
    /// <param name="CheckNumber">Six digits.</param>
    public sealed record Claimed(string DeviceId, string CheckNumber) : PairingResult;

    /// <summary>The portal did not take the claim; the device stays as it was.</summary>
    /// <param name="Code">Stable, lower snake case: <c>pairing_code_invalid</c>, <c>rate_limited</c> …; <c>unreachable</c> where nobody answered.</param>
    /// <param name="Detail">One sentence for a person.</param>
    public sealed record Refused(string Code, string Detail) : PairingResult;
}
