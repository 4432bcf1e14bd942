using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>A <see cref="CarrierHouse"/> whose clock the test moves.</summary>
public sealed class DenialHouse : IAsyncLifetime
{
    public DenialHouse() => House = new CarrierHouse(Time);

    /// <summary>Begins now: the framework ends connections whose token has expired by the real clock.</summary>
    internal ManualTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    internal CarrierHouse House { get; }

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
