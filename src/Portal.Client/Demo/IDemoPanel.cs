using Portal.Client.Access;

namespace Portal.Client.Demo;

/// <summary>
/// Plays the carrier, the driver and the devices of the demo household, over the same contracts as real ones. It is there in
/// Development only, and for members of that household only: for everybody else it has no places.
/// </summary>
public interface IDemoPanel
{
    /// <summary>The places that can be played with, the car first; empty for whoever the panel is not for.</summary>
    Task<IReadOnlyList<DemoPlace>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Does one thing at one place and says what came of it.</summary>
    Task<DemoOutcome> DoAsync(AccessPointId place, DemoAct act, CancellationToken cancellationToken);
}
