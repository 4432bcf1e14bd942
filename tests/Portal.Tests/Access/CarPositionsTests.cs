using Portal.Client.Access;

namespace Portal.Tests.Access;

/// <summary>Privacy (product.md): a car's position is kept from 30 min before a window to its end; outside only for an owner who wants it.</summary>
public sealed class CarPositionsTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Where_InsideAWindow_IsToldToEveryMemberAndGoneAfterwards()
    {
        await _house.ReadyAsync();
        await _house.ReportPositionAsync(52.5, moving: true);

        foreach (var member in new[] { _house.House.Owner, _house.House.Viewer })
        {
            var where = await WhereAsync(member);
            Assert.Equal((52.5, true, true), (where?.At?.Lat, where?.IsOfWindow, where?.Moving));
        }

        _house.House.Time.Advance(TimeSpan.FromHours(1));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Null((await WhereAsync(_house.House.Owner))?.At);
        Assert.DoesNotContain("52.5|", await DeviceStateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_OutsideOfWindows_IsDroppedAsItComes()
    {
        await _house.ReportPositionAsync(52.5, moving: false);

        Assert.Null((await WhereAsync(_house.House.Owner))?.At);
        Assert.DoesNotContain("position", await _house.KindsAsync());
        Assert.Equal(0, await _house.CountAsync("kept_position"));
    }

    [Fact]
    public async Task Where_KeptForItsOwners_IsTheLastOneAndTheirsAlone()
    {
        await KeepAsync(keeps: true);
        await _house.ReportPositionAsync(52.4, moving: false);
        await _house.ReportPositionAsync(52.5, moving: false);

        var owners = await WhereAsync(_house.House.Owner);
        Assert.Equal((52.5, false), (owners?.At?.Lat, owners?.IsOfWindow));
        Assert.Null((await WhereAsync(_house.House.Approver))?.At);
        Assert.Null((await WhereAsync(_house.House.Viewer))?.At);
        Assert.Equal(1, await _house.CountAsync("kept_position"));
        Assert.DoesNotContain("position", await _house.KindsAsync());
        Assert.DoesNotContain("52.5|", await DeviceStateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_NoLongerKept_IsForgottenAtOnce()
    {
        await KeepAsync(keeps: true);
        await _house.ReportPositionAsync(52.5, moving: false);

        await KeepAsync(keeps: false);

        Assert.Equal(0, await _house.CountAsync("kept_position"));
        Assert.Null((await WhereAsync(_house.House.Owner))?.At);
    }

    [Fact]
    public async Task Where_WithAZone_SaysHowFarAndWhichWay()
    {
        await _house.Settings.ChangeAsync(
            _house.House.Owner, isFresh: true, _house.House.Car, new ZoneChange(new GeoZone(52.5, 13.4, 300)), AccessHouse.Stop);
        await _house.ReadyAsync();
        await _house.ReportPositionAsync(52.51, moving: false);

        var leg = (await WhereAsync(_house.House.Owner))?.FromZone;
        Assert.Equal(1112, leg?.Metres ?? 0, tolerance: 1);
        Assert.Equal(0, leg?.Degrees ?? -1, tolerance: 0.01);
    }

    [Fact]
    public async Task S28_Where_OfAStranger_IsNone() => Assert.Null(await WhereAsync(_house.House.Stranger));

    private Task<WhereView?> WhereAsync(Portal.Client.Accounts.AccountId account) => _house.Settings.FindWhereAsync(account, _house.House.Car, AccessHouse.Stop);

    private Task<ChangeOutcome> KeepAsync(bool keeps) => _house.Settings.ChangeAsync(
        _house.House.Owner, isFresh: true, _house.House.Car, new KeepPositionChange(keeps), AccessHouse.Stop);

    /// <summary>What the rules know of the car.</summary>
    private Task<string> DeviceStateAsync() => _house.House.Database.ReadAsync(
        connection => string.Join('|', Dapper.SqlMapper.Query<string>(connection, "SELECT coalesce(latitude, 'none') || '|' FROM device_state")), AccessHouse.Stop);
}
