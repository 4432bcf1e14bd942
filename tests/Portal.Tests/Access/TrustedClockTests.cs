using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>What the portal does when its own clock jumps.</summary>
public sealed class TrustedClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void S19_Read_BothClocksGoOn_IsSure()
    {
        var clock = new TrustedClock(_time);
        _time.Advance(TimeSpan.FromDays(40));
        Assert.Equal(new ClockReading(_time.GetUtcNow(), IsUnsure: false), clock.Read());
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    [InlineData(-60, false)]
    [InlineData(-61, true)]
    [InlineData(100_000_000, true)]
    public void S19_Read_WallClockJumped_IsUnsureOverSixtySeconds(int seconds, bool isUnsure)
    {
        var clock = new TrustedClock(_time);
        _time.SetUtcNow(_time.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(isUnsure, clock.Read().IsUnsure);
    }

    [Fact]
    public void S19_Read_AgreedForSixtySeconds_IsSureAgain()
    {
        var clock = new TrustedClock(_time);
        Jump(clock, TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(clock.Read().IsUnsure);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(clock.Read().IsUnsure);
    }

    [Fact]
    public void S19_Read_ASmallJumpWhileTheyAreToAgree_WaitsAnew()
    {
        var clock = new TrustedClock(_time);
        Jump(clock, TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromSeconds(50));
        Jump(clock, TimeSpan.FromSeconds(-5));
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.True(clock.Read().IsUnsure);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(clock.Read().IsUnsure);
    }

    [Fact]
    public void S19_Read_AClockThatDriftsSlowly_StaysSure()
    {
        var clock = new TrustedClock(_time);
        for (var minute = 0; minute < 600; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Jump(clock, TimeSpan.FromSeconds(1));
        }

        Assert.False(clock.Read().IsUnsure);
    }

    [Fact]
    public async Task S19_AfterAJump_NothingOpensUntilTheClocksHaveAgreed()
    {
        using var house = new AccessHouse();
        var code = await house.CodeOfAsync(await house.ReadyAsync());
        house.House.Time.SetUtcNow(house.Now.AddSeconds(61));
        Assert.Equal(DenialReason.ClockUnsure, (await house.TypeAsync(code)).Decision.Reason);

        house.House.Time.Advance(TimeSpan.FromSeconds(60));
        await house.ReportAsync(Portal.Device.Protocol.EventKinds.Locked, Portal.Device.Protocol.EventKinds.DoorClosed);
        Assert.True((await house.TypeAsync(code)).Decision.IsGranted);
    }

    [Fact]
    public async Task S19_AWrongCodeAfterAJump_ReadsAsEverElse()
    {
        using var house = new AccessHouse();
        var code = await house.CodeOfAsync(await house.ReadyAsync());
        house.House.Time.SetUtcNow(house.Now.AddHours(-2));
        Assert.Equal(DenialReason.CodeRefused, (await house.TypeAsync(code == "00000000" ? "00000001" : "00000000")).Decision.Reason);
    }

    [Fact]
    public async Task S19_AGrantThatHasEnded_DoesNotReviveWhenTheClockGoesBack()
    {
        using var house = new AccessHouse();
        var code = await house.CodeOfAsync(await house.ReadyAsync());
        var inWindow = house.Now;
        house.House.Time.Advance(TimeSpan.FromHours(1));
        await house.Timers.FireDueAsync(AccessHouse.Stop);

        house.House.Time.SetUtcNow(inWindow);
        Assert.Equal(DenialReason.ClockUnsure, (await house.TypeAsync(code)).Decision.Reason);
        house.House.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(DenialReason.AfterWindow, (await house.TypeAsync(code)).Decision.Reason);
    }

    [Fact]
    public async Task S19_Look_EntersTheJumpAndTheAgreementOnceEach()
    {
        using var house = new AccessHouse();
        var watch = house.ClockWatch;
        await watch.LookAsync(AccessHouse.Stop);
        house.House.Time.SetUtcNow(house.Now.AddYears(1));
        await watch.LookAsync(AccessHouse.Stop);
        await watch.LookAsync(AccessHouse.Stop);
        house.House.Time.Advance(TimeSpan.FromSeconds(60));
        await watch.LookAsync(AccessHouse.Stop);
        await watch.LookAsync(AccessHouse.Stop);

        Assert.Equal([EntryKinds.ClockUnsure, EntryKinds.ClockSure], await house.KindsAsync());
    }

    /// <summary>Set back by as much as nobody had looked, what was believed an hour ago would be believed until the same time again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S19_ClockSetBack_WhatWasBelievedBeforeIsNot_EvenIfTheTimesFit(bool isUnsureAlready)
    {
        using var house = new AccessHouse();
        if (isUnsureAlready)
        {
            house.House.Time.SetUtcNow(house.Now.AddHours(2));
            await house.ClockWatch.LookAsync(AccessHouse.Stop);
        }

        await house.ReportAsync("locked", "door_opening");
        Assert.Equal(DoorState.Opening, (await house.StateAsync()).Door);
        house.House.Time.Advance(TimeSpan.FromHours(1));
        house.House.Time.SetUtcNow(house.Now.AddHours(-1));
        await house.ClockWatch.LookAsync(AccessHouse.Stop);

        var state = await house.StateAsync();
        Assert.Equal((LockState.Unknown, DoorState.Unknown), (state.Lock, state.Door));
    }

    private void Jump(TrustedClock clock, TimeSpan by)
    {
        _time.SetUtcNow(_time.GetUtcNow() + by);
        clock.Read();
    }
}
