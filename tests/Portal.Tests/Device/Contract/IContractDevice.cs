using Portal.Device.Protocol;

namespace Portal.Tests.Device.Contract;

/// <summary>A device that a test tells step by step what to do, whoever wrote its program. Commands it obeys by itself.</summary>
internal interface IContractDevice : IAsyncDisposable
{
    /// <summary>Claims the code.</summary>
    /// <returns>Who it is, and the number that it shows.</returns>
    Task<(string DeviceId, string CheckNumber)> PairAsync(Uri portal, string code);

    /// <summary>Signs in and beats; from now on it connects again by itself.</summary>
    Task LiveAsync();

    /// <summary>The epoch, once the owner's word has reached it.</summary>
    Task<long> ConfirmedAsync();

    /// <summary>Reports one event.</summary>
    /// <returns>The number that was acknowledged.</returns>
    Task<EventNumber> ReportAsync(string kind);

    /// <summary>Reports one event, hears that it is stored, and sends the same again.</summary>
    Task<EventNumber> ReportTwiceAsync(string kind);

    /// <summary>Makes two events and sends the second.</summary>
    Task<EventNumber> ReportAheadAsync(string kind);

    /// <summary>Sends the first of those two.</summary>
    Task FillAsync();

    /// <summary>Why a typed code opens nothing.</summary>
    Task<string?> EnterAsync(string code);

    /// <summary>Says in a heartbeat what no door can be; the line stays.</summary>
    Task BeatWronglyAsync();

    /// <summary>A token as it signs in with.</summary>
    Task<string> TokenAsync();

    /// <summary>Why the portal knows it no more.</summary>
    Task<string> DismissedAsync();
}
