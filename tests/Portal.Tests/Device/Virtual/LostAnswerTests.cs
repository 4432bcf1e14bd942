using Portal.Client.Ledger;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>
/// The portal has granted a code and committed it, and the line breaks before the answer arrives: a real device and the real portal on both
/// ends of a real socket.
/// </summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private const string Granted = "\"granted\"";

    private readonly TestFolder _folder = new();
    private readonly CutCable _cable = new();
    private readonly CancellationTokenSource _off = new();
    private PortalHost _host = null!; // set in InitializeAsync, before any test
    private VirtualDevice _device = null!; // set in InitializeAsync, before any test
    private GrantInHand _grant = null!; // set in InitializeAsync, before any test
    private Task<string?> _running = Task.FromResult<string?>(null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var atTheCable = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portal:PublicUrl"] = _cable.Address.GetLeftPart(UriPartial.Authority) };
        _host = await PortalHost.StartAsync(new PortalHostOptions { Settings = atTheCable }, Cancel);
        _cable.Portal = _host.Address;
        var owner = await _host.AddOwnerAsync("owner@example.org", Cancel);
        var car = await _host.AddCarAsync(owner.Account, Cancel);
        _device = new VirtualDevice(new VirtualDeviceOptions
        {
            Directory = _folder.Path, Profile = DeviceProfile.KeyBox, Timing = new BodyTiming { LockAfterClose = TimeSpan.FromMilliseconds(50) },
        });
        Assert.IsType<PairingResult.Claimed>(await _device.PairAsync(_cable.Address, await _host.AskPairingCodeAsync(owner.Account, car, Cancel), Cancel));
        _running = _device.RunAsync(_off.Token);
        _grant = await GrantInHand.MakeAsync(_host, owner.Account, car, _device.DeviceId ?? "");
        await Until.TrueAsync(
            "the device knows the time and has said how it stands",
            async () => _device.Clock.IsTrusted && (await _host.Get<LedgerReader>().AfterAsync(-1, 1000, Cancel)).Any(entry => entry.Kind == EventKinds.DoorClosed),
            Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        await _running;
        await _device.DisposeAsync();
        await _cable.DisposeAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
        _off.Dispose();
    }

    [Fact]
    public async Task S10_S14_AnswerToCheckCodeLost_TheDeviceJudgesTheSameAttempt_OneOpeningAndOneConsumption()
    {
        await OpenWithTheAnswerLostAsync();
        Assert.Equal(["in_use"], await _grant.GrantsAsync());

        _cable.Restore();

        await _grant.CompletedAsync();
        Assert.Equal(["secured"], await _grant.OpeningsAsync());
        Assert.Equal(["spent"], await _grant.GrantsAsync());
        var story = await _grant.StoryAsync();
        Assert.Single(story, EntryKinds.AccessGranted);
        Assert.DoesNotContain(EntryKinds.OpeningMadeOffline, story);
        Assert.DoesNotContain(EntryKinds.OfflineUseNotInOrder, story);
        Assert.Equal(
            [EventKinds.CodeAcceptedOffline, EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked],
            story.Where(EventKinds.BearsState));
        Assert.Equal(new CodeAnswer.Denied("already_used"), await _device.EnterCodeAsync(_grant.Code, Cancel));
    }

    /// <summary>The portal has heard nothing of it yet, and would give its second chance.</summary>
    [Fact]
    public async Task S10_AnswerLostAndUsed_TypedAgainTheMomentTheLineIsBack_OpensNothing()
    {
        await OpenWithTheAnswerLostAsync();

        var again = _device.EnterCodeAsync(_grant.Code, Cancel);
        _cable.Restore();

        // 'Denied', or no answer where the portal's new list came first and leaves nothing to judge by.
        Assert.False(await again is CodeAnswer.Granted or CodeAnswer.GrantedOffline, $"{await again}");
        await _grant.CompletedAsync();
        Assert.Equal(["secured"], await _grant.OpeningsAsync());
        Assert.Single(await _grant.StoryAsync(), EventKinds.Unlocked);
    }

    [Fact]
    public async Task S14_AnswerLostAndTheLineBackWithin3Seconds_ThePortalAnswersTheSameAttemptAgain()
    {
        var cut = _cable.CutAt(Granted);
        var typing = _device.EnterCodeAsync(_grant.Code, Cancel);
        await cut;
        _cable.Restore();

        // On a machine that is too slow for a new line within 3 s it judged by itself: the same opening in any case.
        var answer = await typing;
        Assert.True(answer is CodeAnswer.Granted { Status: CommandStatus.Done } or CodeAnswer.GrantedOffline { Status: CommandStatus.Done }, $"{answer}");
        await ThroughTheLidAsync();

        await _grant.CompletedAsync();
        Assert.Equal(["secured"], await _grant.OpeningsAsync());
        Assert.Equal(["spent"], await _grant.GrantsAsync());
    }

    private async Task OpenWithTheAnswerLostAsync()
    {
        var cut = _cable.CutAt(Granted);
        Assert.Equal(CommandStatus.Done, Assert.IsType<CodeAnswer.GrantedOffline>(await _device.EnterCodeAsync(_grant.Code, Cancel)).Status);
        await cut;
        Assert.Equal("in_progress", await _grant.StateAsync());
        await ThroughTheLidAsync();
    }

    private async Task ThroughTheLidAsync()
    {
        Assert.Null((await _device.OpenLidAsync(Cancel)).Error);
        Assert.Null((await _device.CloseLidAsync(Cancel)).Error);
        await Until.TrueAsync("it has locked itself", async () => (await _device.ReadStatusAsync(Cancel)).Lock == LockWords.Locked, Cancel);
    }
}
