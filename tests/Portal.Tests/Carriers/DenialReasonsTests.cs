using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>Every reason of the closed list, reached through a public contract: the driver page, the carriers' API, or a device's keypad.</summary>
public sealed class DenialReasonsTests(DenialHouse at) : IClassFixture<DenialHouse>
{
    private const string WrongCode = "00000000";

    /// <summary>What leads to each reason; the answer is what the one who tried is told. A reason without a line here fails.</summary>
    private static readonly Dictionary<DenialReason, Func<DenialHouse, Task<string?>>> Cases = new()
    {
        [DenialReason.KeypadLockedOut] = at => AtADoorAsync(at, async scene =>
        {
            for (var miss = 0; miss < 5; miss++)
                Assert.Equal("code_refused", await scene.AtTheKeypadAsync(WrongCode));

            // The right code reads like a wrong one while it rests (S12); the household reads why.
            Assert.Equal("code_refused", await scene.AtTheKeypadAsync(await scene.CodeAsync()));
            return (await scene.EnteredAsync())[^1];
        }),
        [DenialReason.CodeRefused] = at => AtADoorAsync(at, scene => scene.AtTheKeypadAsync(WrongCode)),
        [DenialReason.ClockUnsure] = at => AtADoorAsync(at, scene =>
        {
            scene.Time.SetUtcNow(scene.House.Now.AddMinutes(2));
            return scene.ByCarrierAsync();
        }),
        [DenialReason.Revoked] = at => AtADoorAsync(at, async scene =>
        {
            await scene.House.Host.Get<Portal.Deliveries.Answers>().RevokeAsync(scene.House.Owner.Account, scene.Delivery, DenialScene.Stop);
            return await scene.ByCarrierAsync();
        }),
        [DenialReason.AlreadyUsed] = at => AtADoorAsync(at, async scene =>
        {
            Assert.Null(await scene.ByCarrierAsync());
            return await scene.AtTheKeypadAsync(await scene.CodeAsync());
        }),
        [DenialReason.NotReady] = at => AtADoorAsync(at, scene => scene.ByCarrierAsync(), isApproved: false),
        [DenialReason.BeforeWindow] = at => AtADoorAsync(at, scene => scene.ByDriverAsync(), from: 30),
        [DenialReason.AfterWindow] = at => AtADoorAsync(at, async scene =>
        {
            scene.Time.Advance(TimeSpan.FromMinutes(60));
            return await scene.ByCarrierAsync();
        }),
        [DenialReason.CarrierNotVerified] = at => AtADoorAsync(at, async scene =>
        {
            using var carrier = await FakeCarrier.AddAsync(scene.House.Host, scene.House.Operator, "Lostpost", DenialScene.Stop);
            await scene.SqlAsync("UPDATE access_grant SET carrier_id = @Id WHERE delivery_id = @Delivery", new { carrier.Id, scene.Delivery });
            await scene.House.Host.Get<CarrierRegister>().SuspendAsync(scene.House.Operator, carrier.Id, DenialScene.Stop);
            return await scene.ByDriverAsync();
        }),
        [DenialReason.CarrierBlocked] = at => AtADoorAsync(at, async scene =>
        {
            await scene.SqlAsync(
                "INSERT INTO carrier_block VALUES (@Household, @Place, @Id, 0)",
                new { scene.House.Owner.Household, scene.Place, scene.House.Nordpost.Id });
            return await scene.ByDriverAsync();
        }),
        [DenialReason.WrongDriver] = at => AtADoorAsync(at, async scene =>
        {
            await scene.House.Nordpost.PutAsync($"deliveries/{scene.Delivery}/driver", """{"name":"Kim"}""", DenialScene.Stop);
            return await scene.ByCarrierAsync();
        }),
        [DenialReason.HouseholdPaused] = at => AtADoorAsync(at, scene => PausedAsync(scene, place: null)),
        [DenialReason.AccessPointPaused] = at => AtADoorAsync(at, scene => PausedAsync(scene, scene.Place)),
        [DenialReason.ParcelMismatch] = at => AtADoorAsync(at, scene => scene.ByCarrierAsync(trackingNumber: "NP00000000")),
        [DenialReason.NotSecuredBefore] = at => AtADoorAsync(at, async scene =>
        {
            await scene.House.Host.Get<OwnerCommands>().UnlockAsync(scene.House.Owner.Account, isFresh: true, scene.Place, DenialScene.Stop);
            return await scene.ByDriverAsync();
        }),
        [DenialReason.DeviceOffline] = at => AtADoorAsync(at, async scene =>
        {
            await scene.GoOfflineAsync();
            return await scene.ByDriverAsync();
        }),
        [DenialReason.DeviceTampered] = at => AtADoorAsync(at, async scene =>
        {
            await scene.ReportAsync(EventKinds.Tamper);
            return await scene.ByCarrierAsync();
        }),
        [DenialReason.DeviceJammed] = at => AtADoorAsync(at, async scene =>
        {
            await scene.ReportAsync(EventKinds.LockJammed);
            return await scene.ByCarrierAsync();
        }),
        [DenialReason.NotMonitored] = at => AtADoorAsync(at, async scene =>
        {
            scene.Time.Advance(TimeSpan.FromMinutes(3));
            return await scene.ByDriverAsync();
        }),
        [DenialReason.NoPosition] = at => AtADoorAsync(at, scene => scene.ByDriverAsync(ageS: 61)),
        [DenialReason.PositionInaccurate] = at => AtADoorAsync(at, scene => scene.ByDriverAsync(accuracyM: 101)),
        [DenialReason.CarPositionOld] = at => AtACarAsync(at, scene => scene.ByDriverAsync()),
        [DenialReason.TooFar] = at => AtADoorAsync(at, scene => scene.ByDriverAsync(lat: 52.63381)),
        [DenialReason.CarMoving] = at => AtACarAsync(at, async scene =>
        {
            await scene.StandAsync(moving: true);
            return await scene.ByDriverAsync();
        }),
        [DenialReason.OutsideZone] = at => AtACarAsync(at, async scene =>
        {
            await scene.SqlAsync("UPDATE access_point SET zone_latitude = 52.6, zone_longitude = 13.4, zone_metres = 300 WHERE id = @Place", new { scene.Place });
            await scene.StandAsync();
            return await scene.AtTheKeypadAsync(await scene.CodeAsync());
        }),
        [DenialReason.CannotRecord] = at => AtADoorAsync(at, async scene =>
        {
            await scene.SqlAsync(
                "CREATE TRIGGER disk_full BEFORE INSERT ON ledger_body WHEN NEW.kind = 'access_granted' BEGIN SELECT RAISE(ABORT, 'full'); END");
            var told = await scene.ByDriverAsync();
            await scene.SqlAsync("DROP TRIGGER disk_full");
            return told;
        }),
    };

    public static TheoryData<DenialReason> Reasons => [.. Enum.GetValues<DenialReason>()];

    /// <summary>And a denial that could be written is an entry with its reason.</summary>
    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Reason_OfTheClosedList_IsReachedThroughAPublicContractAndEntered(DenialReason reason)
    {
        var before = at.House.Now;

        Assert.Equal(Words.Of(reason), await Cases[reason](at));

        var entered = await at.House.Database.ReadAsync(
            connection => LedgerReader.Read(connection, "body.kind = 'access_denied' AND body.at > @before ORDER BY body.position", new { before }),
            DenialScene.Stop);
        Assert.Equal(
            reason != DenialReason.CannotRecord,
            entered.Any(entry => entry.Data.Contains($"\"{Words.Of(reason)}\"", StringComparison.Ordinal)));
    }

    /// <summary>Every other test here denies for the one thing that it changes: nothing else is in the way.</summary>
    [Fact]
    public async Task Scene_Unchanged_IsGrantedByEachWayIn()
    {
        Assert.Null(await AtADoorAsync(at, scene => scene.ByCarrierAsync()));
        Assert.Null(await AtADoorAsync(at, scene => scene.ByDriverAsync()));
        Assert.Null(await AtADoorAsync(at, async scene => await scene.AtTheKeypadAsync(await scene.CodeAsync())));
        Assert.Null(await AtACarAsync(at, async scene =>
        {
            await scene.StandAsync();
            return await scene.ByDriverAsync();
        }));
    }

    private static async Task<string?> AtADoorAsync(
        DenialHouse at, Func<DenialScene, Task<string?>> act, bool isApproved = true, double from = 0)
    {
        await using var scene = await DenialScene.AtADoorAsync(at);
        await scene.ShutAsync();
        await (isApproved ? scene.ApproveAsync(from) : scene.AskAsync());
        return await act(scene);
    }

    private static async Task<string?> AtACarAsync(DenialHouse at, Func<DenialScene, Task<string?>> act)
    {
        await using var scene = await DenialScene.AtACarAsync(at);
        await scene.ShutAsync();
        await scene.ApproveAsync();
        return await act(scene);
    }

    private static async Task<string?> PausedAsync(DenialScene scene, AccessPointId? place)
    {
        var points = scene.House.Host.Get<AccessPoints>();
        var (owner, household) = (scene.House.Owner.Account, scene.House.Owner.Household);
        _ = place is { } one
            ? await points.PauseAsync(owner, one, DenialScene.Stop)
            : await points.PauseHouseholdAsync(owner, household, DenialScene.Stop);
        var told = await scene.ByDriverAsync();
        _ = place is { } same
            ? await points.LiftPauseAsync(owner, same, DenialScene.Stop)
            : await points.LiftHouseholdPauseAsync(owner, household, DenialScene.Stop);
        return told;
    }
}
