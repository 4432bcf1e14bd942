using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Device.Protocol;
using Portal.Tests.Deliveries;

namespace Portal.Tests.Access;

/// <summary>A window is rehearsed before it begins: what would go wrong is asked while something can still be done about it.</summary>
public sealed class ReadinessTests : IDisposable
{
    private static readonly DateTimeOffset Start = Support.ManualTime.Start;
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    public static TheoryData<string, ReadinessFault[]> Facts => new()
    {
        { "in order", [] },
        { "no device", [ReadinessFault.NoDevice] },
        { "silent", [ReadinessFault.Silent] },
        { "battery at 20", [ReadinessFault.BatteryLow] },
        { "battery at 21", [] },
        { "battery untold", [ReadinessFault.BatteryUnknown] },
        { "mains untold", [] },
        { "clock off", [ReadinessFault.ClockOff] },
        { "contact unproven", [ReadinessFault.ContactUnproven] },
        { "nobody reached", [ReadinessFault.NobodyReached] },
        { "checklist", [ReadinessFault.Checklist] },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void Check_OneThing_FailsAlone(string what, ReadinessFault[] faults)
    {
        var device = new DeviceReadiness { IsHeard = true, RunsOnBattery = true, BatteryPercent = 80, ClockSuspect = false, ContactProven = true };
        var facts = what switch
        {
            "in order" => new ReadinessFacts(device, HasChecklist: false),
            "no device" => new ReadinessFacts(null, HasChecklist: false),
            "silent" => new ReadinessFacts(device with { IsHeard = false }, HasChecklist: false),
            "battery at 20" => new ReadinessFacts(device with { BatteryPercent = 20 }, HasChecklist: false),
            "battery at 21" => new ReadinessFacts(device with { BatteryPercent = 21 }, HasChecklist: false),
            "battery untold" => new ReadinessFacts(device with { BatteryPercent = null }, HasChecklist: false),
            "mains untold" => new ReadinessFacts(device with { BatteryPercent = null, RunsOnBattery = false }, HasChecklist: false),
            "clock off" => new ReadinessFacts(device with { ClockSuspect = true }, HasChecklist: false),
            "contact unproven" => new ReadinessFacts(device with { ContactProven = false }, HasChecklist: false),
            "nobody reached" => new ReadinessFacts(device, HasChecklist: false, IsReached: false),
            "checklist" => new ReadinessFacts(device, HasChecklist: true),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such thing."),
        };
        Assert.Equal(faults, Readiness.Check(facts));
    }

    [Theory]
    [InlineData(-48 * 60, false, -24 * 60)]
    [InlineData(-24 * 60, false, -120)]
    [InlineData(-120, false, -15)]
    [InlineData(-15, false, null)]
    [InlineData(-120, true, -115)]
    [InlineData(-17, true, -15)]
    [InlineData(-6, true, -1)]
    [InlineData(-5, true, null)]
    public void Next_IsTheNearestMarkAndSoonerForWhatFailed(int minutes, bool hasFailed, int? next) =>
        Assert.Equal(next is { } at ? Start.AddMinutes(at) : null, Readiness.Next(Start, hasFailed, Start.AddMinutes(minutes)));

    [Fact]
    public async Task Rehearsal_FifteenMinutesBefore_AsksAndPassesOnceItIsInOrder()
    {
        var delivery = await RehearseAsync();
        var asked = Assert.Single(await UnreadyAsync());
        Assert.Equal((delivery, SomeDelivery.Window(1, 2).Start), (asked.DeliveryId, asked.WindowStart));
        Assert.Equal([ReadinessFault.ContactUnproven], asked.Faults);

        await _house.ReportAsync("door_opened/key", "door_closed/manual");
        await _house.PassAsync(TimeSpan.FromMinutes(5), LockState.Locked, DoorState.Closed);

        Assert.Empty(await UnreadyAsync());
        Assert.Equal(
            [EntryKinds.ReadinessFailed, EntryKinds.ReadinessPassed],
            (await _house.KindsAsync()).Where(kind => kind.StartsWith("readiness", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task GoAhead_WhatFailed_IsAskedNoMoreUntilSomethingElseFails()
    {
        var delivery = await RehearseAsync();
        Assert.Equal(AccessOutcome.Done, await _house.Ready.GoAheadAsync(_house.House.Owner, delivery, AccessHouse.Stop));
        Assert.Empty(await UnreadyAsync());
        Assert.Equal(AccessOutcome.NoLongerPossible, await _house.Ready.GoAheadAsync(_house.House.Owner, delivery, AccessHouse.Stop));

        await _house.House.Database.WriteAsync(
            tx => tx.Connection.Execute("UPDATE access_point SET checklist = 'Alarm off' || char(10) || 'Dog upstairs'"), AccessHouse.Stop);
        await _house.PassAsync(TimeSpan.FromMinutes(5), LockState.Locked, DoorState.Closed);

        var asked = Assert.Single(await UnreadyAsync());
        Assert.Equal([ReadinessFault.ContactUnproven, ReadinessFault.Checklist], asked.Faults);
        Assert.Equal(["Alarm off", "Dog upstairs"], asked.Checklist);
    }

    /// <summary>A viewer's browser does not count: who may answer has to be told.</summary>
    [Fact]
    public async Task Rehearsal_NotificationsDoNotArrive_AsksUntilABrowserHasShownOne()
    {
        await AddBrowserAsync(_house.House.Viewer, heardAt: Start);
        await AddBrowserAsync(_house.House.Approver, heardAt: null);
        await RehearseAsync();
        Assert.Equal([ReadinessFault.ContactUnproven, ReadinessFault.NobodyReached], Assert.Single(await UnreadyAsync()).Faults);

        await _house.House.Database.WriteAsync(
            tx => tx.Connection.Execute("UPDATE push_subscription SET heard_at = @Start", new { Start }), AccessHouse.Stop);
        await _house.PassAsync(TimeSpan.FromMinutes(5), LockState.Locked, DoorState.Closed);

        Assert.Equal([ReadinessFault.ContactUnproven], Assert.Single(await UnreadyAsync()).Faults);
    }

    [Fact]
    public async Task GoAhead_ByAViewerAStrangerAndNobody_IsRefused()
    {
        var delivery = await RehearseAsync();
        Assert.Equal(AccessOutcome.NotAllowed, await _house.Ready.GoAheadAsync(_house.House.Viewer, delivery, AccessHouse.Stop));
        Assert.Equal(AccessOutcome.NotFound, await _house.Ready.GoAheadAsync(_house.House.Stranger, delivery, AccessHouse.Stop));
        Assert.Equal(AccessOutcome.NotFound, await _house.Ready.GoAheadAsync(null, delivery, AccessHouse.Stop));
        Assert.Empty(await _house.Ready.ListAsync(_house.House.Stranger, AccessHouse.Stop));
        Assert.Single(await UnreadyAsync());
    }

    [Fact]
    public async Task Rehearsal_OfARevokedDelivery_AsksNobody()
    {
        var delivery = await RehearseAsync();
        Assert.Equal(DeliveryOutcome.Done, await _house.House.Answers.RevokeAsync(_house.House.Owner, delivery, AccessHouse.Stop));
        Assert.Empty(await UnreadyAsync());
    }

    /// <summary>A window in 1 h, and time goes on to 15 min before it; nobody has seen the contact work.</summary>
    private async Task<DeliveryId> RehearseAsync()
    {
        var delivery = await _house.House.ApprovedAsync();
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        await _house.PassAsync(TimeSpan.FromMinutes(44), LockState.Locked, DoorState.Closed);
        Assert.Empty(await UnreadyAsync());
        await _house.PassAsync(TimeSpan.FromMinutes(1), LockState.Locked, DoorState.Closed);
        return delivery;
    }

    private Task AddBrowserAsync(AccountId account, DateTimeOffset? heardAt) => _house.House.Database.WriteAsync(
        tx => tx.Connection.Execute(
            """
            INSERT INTO push_subscription (id, account_id, endpoint_hash, sealed, browser, made_at, heard_at)
            VALUES (@id, @account, randomblob(32), x'00', 'Chrome on Android', @Start, @heardAt)
            """,
            new { id = PortalId.New<PushBrowserId>(Start), account, Start, heardAt }),
        AccessHouse.Stop);

    private Task<IReadOnlyList<ReadinessView>> UnreadyAsync() => _house.Ready.ListAsync(_house.House.Approver, AccessHouse.Stop);
}
