using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>What owners set about an access point: who may, within which limits, and that each change is one entry.</summary>
public sealed class AccessPointSettingsTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public static TheoryData<AccessPointChange, string> Changes => new()
    {
        { new NameChange("Family car", "Europe/Paris"), "name" },
        { new InstructionsChange("On the seat."), "instructions" },
        { new ZoneChange(new GeoZone(52.5, 13.4, 400)), "zone" },
        { new ReachChange(80), "reach" },
        { new RelockChange(300, WatchesHandOpenings: true, 30, Relocks: false), "relock" },
        { new CameraChange(Required: true), "camera" },
        { new ChecklistChange("Alarm off\nDog upstairs"), "checklist" },
        { new CarChange("Volvo", "V90", "red", "B-MB 1"), "car" },
        { new PhotoChange(SomePictures.Png), "photo" },
        { new KeepPositionChange(Keeps: true), "position_kept" },
        { new HandleChange(), "handle" },
    };

    public static TheoryData<AccessPointChange, string, string> WrongOnes => new()
    {
        { new NameChange(" ", "Europe/Paris"), "Name", "Give it a name" },
        { new NameChange("Car", "Mars/Olympus"), "TimeZone", "Choose the time zone" },
        { new InstructionsChange(new string('x', 501)), "Instructions", "At most 500 characters." },
        { new ZoneChange(new GeoZone(52.5, 13.4, 10)), "Zone", "from 50 m to 50 km" },
        { new ZoneChange(new GeoZone(double.NaN, 13.4, 300)), "Zone", "has a middle" },
        { new ReachChange(151), "ReachMetres", "from 20 to 150 m" },
        { new ReachChange(null), "ReachMetres", "from 20 to 150 m" },
        { new RelockChange(601, WatchesHandOpenings: false, 60, Relocks: true), "LeftOpenSeconds", "from 30 to 600 s" },
        { new RelockChange(120, WatchesHandOpenings: false, 5, Relocks: true), "NotRelockedSeconds", "from 10 to 600 s" },
        { new ChecklistChange(new string('x', 81)), "Checklist", "At most 12 lines of 80 characters." },
        { new CarChange("", "V60", "blue", "B-MB 1"), "CarMake", "Write the make" },
        { new PhotoChange([1, 2, 3]), "Photo", "no whole JPEG, PNG or WebP" },
        { new PhotoChange(new byte[(2 * 1024 * 1024) + 1]), "Photo", "At most 2 MB" },
    };

    public void Dispose() => _house.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_ByAnOwner_HoldsAndIsOneEntry(AccessPointChange change, string what)
    {
        var before = await FindAsync();

        Assert.Equal(AccessOutcome.Done, (await ChangeAsync(change)).Outcome);

        Assert.NotEqual(before, await FindAsync());
        var entry = Assert.Single(await EntriesAsync());
        Assert.StartsWith("{\"what\":\"" + what + "\"", entry.Data, StringComparison.Ordinal);
        Assert.Equal(_house.House.Owner.Value, entry.Actor.Id);
    }

    [Fact]
    public async Task Change_ToWhatItIs_IsNoEntry()
    {
        await ChangeAsync(new ReachChange(80));

        Assert.Equal(AccessOutcome.Done, (await ChangeAsync(new ReachChange(80))).Outcome);

        Assert.Single(await EntriesAsync());
    }

    [Theory]
    [MemberData(nameof(WrongOnes))]
    public async Task Change_OutsideTheLimits_SaysWhichAndChangesNothing(AccessPointChange change, string field, string says)
    {
        var before = await FindAsync();

        var outcome = await ChangeAsync(change);

        Assert.Contains(says, Assert.Single(outcome.Faults, fault => fault.Key == field).Value, StringComparison.Ordinal);
        Assert.Equal(before, await FindAsync());
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task Change_OfAnotherKindOfOpening_IsNotPossible()
    {
        Assert.Equal(AccessOutcome.NoLongerPossible, (await ChangeAsync(new PlaceChange(52.5, 13.4))).Outcome);

        await _house.BecomeAsync(AccessPointKind.Door, "smart-lock", "lock", "door_contact");
        Assert.Equal(AccessOutcome.NoLongerPossible, (await ChangeAsync(new ZoneChange(new GeoZone(52.5, 13.4, 300)))).Outcome);
        Assert.Equal(AccessOutcome.Done, (await ChangeAsync(new PlaceChange(52.6, 13.5))).Outcome);
        Assert.Equal((52.6, 13.5), ((await FindAsync())?.Latitude, (await FindAsync())?.Longitude));
    }

    [Fact]
    public async Task S25_WhatLetsMoreBeOpened_AsksForARecentSignIn()
    {
        await ChangeAsync(new ZoneChange(new GeoZone(52.5, 13.4, 300)));
        await ChangeAsync(new ReachChange(80));
        await ChangeAsync(new CameraChange(Required: true));

        Assert.Equal(AccessOutcome.SignInAgain, (await ChangeAsync(new ZoneChange(null), isFresh: false)).Outcome);
        Assert.Equal(AccessOutcome.SignInAgain, (await ChangeAsync(new ZoneChange(new GeoZone(53, 13, 300)), isFresh: false)).Outcome);
        Assert.Equal(AccessOutcome.SignInAgain, (await ChangeAsync(new ReachChange(81), isFresh: false)).Outcome);
        Assert.Equal(AccessOutcome.SignInAgain, (await ChangeAsync(new CameraChange(Required: false), isFresh: false)).Outcome);
        Assert.Equal(AccessOutcome.Done, (await ChangeAsync(new ReachChange(60), isFresh: false)).Outcome);
        await _house.BecomeAsync(AccessPointKind.Door, "smart-lock", "lock", "door_contact");
        Assert.Equal(AccessOutcome.SignInAgain, (await ChangeAsync(new PlaceChange(52.6, 13.5), isFresh: false)).Outcome);
    }

    [Fact]
    public async Task S28_Change_ByWhoMayNot_ChangesNothing()
    {
        var change = new ReachChange(80);
        var house = _house.House;

        Assert.Equal(AccessOutcome.NotAllowed, (await _house.Settings.ChangeAsync(house.Approver, isFresh: true, house.Car, change, AccessHouse.Stop)).Outcome);
        Assert.Equal(AccessOutcome.NotFound, (await _house.Settings.ChangeAsync(house.Stranger, isFresh: true, house.Car, change, AccessHouse.Stop)).Outcome);
        Assert.Equal(AccessOutcome.NotFound, (await _house.Settings.ChangeAsync(null, isFresh: true, house.Car, change, AccessHouse.Stop)).Outcome);
        Assert.Null(await _house.Settings.FindAsync(house.Stranger, house.Car, AccessHouse.Stop));
        Assert.False((await _house.Settings.FindAsync(house.Viewer, house.Car, AccessHouse.Stop))?.IsOwner);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task Told_OfOpeningsByHand_IsEachMembersOwnAndOnForAKeyBox()
    {
        var house = _house.House;
        Assert.True((await FindAsync())?.IsTold);

        Assert.Equal(AccessOutcome.Done, await _house.Settings.WishToBeToldAsync(house.Viewer, house.Car, isTold: false, AccessHouse.Stop));

        Assert.True((await FindAsync())?.IsTold);
        Assert.False((await _house.Settings.FindAsync(house.Viewer, house.Car, AccessHouse.Stop))?.IsTold);
        Assert.Equal(AccessOutcome.NotFound, await _house.Settings.WishToBeToldAsync(house.Stranger, house.Car, isTold: true, AccessHouse.Stop));
    }

    [Fact]
    public async Task S38_Photo_IsKeptWithoutMetadata()
    {
        Assert.Equal(AccessOutcome.Done, (await ChangeAsync(new PhotoChange(SomePictures.JpegWithMetadata(SomePictures.Jpeg)))).Outcome);

        Assert.DoesNotContain(SomePictures.Secret, await _house.EverythingStoredAsync(), StringComparison.Ordinal);
        Assert.NotNull((await FindAsync())?.Photo);
        await ChangeAsync(new PhotoChange(null));
        Assert.Equal(0, await _house.CountAsync("car_photo"));
    }

    [Fact]
    public async Task Entry_SaysNoNamePlatePlaceOrList()
    {
        await ChangeAsync(new NameChange("Family car", "Europe/Paris"));
        await ChangeAsync(new CarChange("Volvo", "V90", "red", "B-MB 77"));
        await ChangeAsync(new ZoneChange(new GeoZone(52.515151, 13.414141, 400)));
        await ChangeAsync(new ChecklistChange("Key under the pot"));

        var said = string.Concat((await EntriesAsync()).Select(entry => entry.Data));
        Assert.All(["Family", "B-MB", "52.5", "13.4", "pot"], word => Assert.DoesNotContain(word, said, StringComparison.Ordinal));
    }

    private Task<AccessPointSettingsView?> FindAsync() => _house.Settings.FindAsync(_house.House.Owner, _house.House.Car, AccessHouse.Stop);

    private Task<ChangeOutcome> ChangeAsync(AccessPointChange change, bool isFresh = true) =>
        _house.Settings.ChangeAsync(_house.House.Owner, isFresh, _house.House.Car, change, AccessHouse.Stop);

    private async Task<List<Portal.Ledger.LedgerEntry>> EntriesAsync() =>
        (await _house.House.Reader.AfterAsync(-1, 1000, AccessHouse.Stop)).Where(entry => entry.Kind == EntryKinds.AccessPointChanged).ToList();
}
