using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Channels;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Tests.Gateway;
using Portal.Tests.Support;
using EventNumber = Portal.Device.Protocol.EventNumber;

namespace Portal.Tests.Device;

/// <summary>The client changes its key at a real portal, also where the line breaks in the middle of it.</summary>
public sealed class KeyChangeTests(OneHouse house) : IClassFixture<OneHouse>, IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Channel<DeviceNews> _news = Channel.CreateUnbounded<DeviceNews>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S21_RotateKey_WhileItLives_GoesOnWithTheNewKey()
    {
        using var device = NewClient();
        using var off = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await PairAsync(device);
        var running = device.RunAsync(off.Token);
        await NextAsync<DeviceNews.Confirmed>();
        device.Report(EventKinds.Locked);

        Assert.Equal(new RotationResult.Rotated(2), await device.RotateKeyAsync(Cancel));

        device.Report(EventKinds.DoorClosed);
        await AcknowledgedAsync(new EventNumber(2, 1));
        Assert.Equal(0, device.Unacknowledged);
        Assert.Equal(0, (await HealthAsync(device)).MissingEvents);
        await off.CancelAsync();
        await running;
    }

    [Fact]
    public async Task S23_WhatWaitsToBeSent_SurvivesTheChange()
    {
        using var device = NewClient();
        await PairAsync(device);
        await ConfirmAsync(device);
        device.Report(EventKinds.Locked);
        device.Report(EventKinds.DoorClosed);

        Assert.Equal(new RotationResult.Rotated(2), await device.RotateKeyAsync(Cancel));
        using var off = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = device.RunAsync(off.Token);

        await AcknowledgedAsync(new EventNumber(1, 2));
        Assert.Equal((2, 0L), ((await HealthAsync(device)).Epoch, (await HealthAsync(device)).MissingEvents));
        await off.CancelAsync();
        await running;
    }

    [Fact]
    public async Task S21_TheAnswerWasLost_TheChangeIsCompletedAtTheNextConnect()
    {
        using (var device = NewClient())
        {
            await PairAsync(device);
            await ConfirmAsync(device);
        }

        await AskAndLoseTheAnswerAsync();

        using var again = NewClient();
        using var off = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = again.RunAsync(off.Token);
        await NextAsync<DeviceNews.Connected>();
        Assert.Equal(2, again.Report(EventKinds.Locked)?.Epoch);
        await AcknowledgedAsync(new EventNumber(2, 1));
        await off.CancelAsync();
        await running;
    }

    [Fact]
    public async Task RotateKey_NobodyAnswers_KeepsTheOldKeyAndSaysSo()
    {
        using var device = NewClient(new NetworkSwitch());
        await PairAsync(device);
        await ConfirmAsync(device);
        _cable?.Cut();

        Assert.Equal("unreachable", Assert.IsType<RotationResult.Refused>(await device.RotateKeyAsync(Cancel)).Code);

        Assert.Equal(1, (await HealthAsync(device)).Epoch);
    }

    [Fact]
    public async Task RotateKey_NobodyHasConfirmedYet_IsTheCallersMistake()
    {
        using var device = NewClient();
        await PairAsync(device, confirm: false);

        await Assert.ThrowsAsync<InvalidOperationException>(() => device.RotateKeyAsync(Cancel));
    }

    private NetworkSwitch? _cable;

    private DeviceClient NewClient(NetworkSwitch? cable = null)
    {
        _cable = cable;
        return new DeviceClient(new DeviceOptions
        {
            Directory = _folder.Path,
            Description = new() { Profile = DeviceProfile.SmartLock, Model = "Oak 2", Serial = "7", Firmware = "1.0.0" },
            Status = _ => ValueTask.FromResult(new DeviceStatus { Lock = LockWords.Locked, Door = DoorWords.Closed }),
            Obey = (_, _) => ValueTask.FromResult(OrderOutcome.Done),
            News = news => _news.Writer.TryWrite(news),
            Network = cable ?? new NetworkSwitch(),
        });
    }

    private async Task PairAsync(DeviceClient device, bool confirm = true)
    {
        var code = await house.Host.AskPairingCodeAsync(house.Owner.Account, await house.AddCarAsync(Cancel), Cancel);
        var claimed = Assert.IsType<PairingResult.Claimed>(await device.PairAsync(house.Host.Address, code, Cancel));
        if (confirm)
            Assert.Equal(AccessOutcome.Done, await house.Host.Get<Pairings>().AnswerAsync(house.Owner.Account, Portal.Client.Access.DeviceId.From(claimed.DeviceId), same: true, Cancel));
    }

    /// <summary>Lets it hear that it was confirmed, and no more.</summary>
    private async Task ConfirmAsync(DeviceClient device)
    {
        using var off = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = device.RunAsync(off.Token);
        await NextAsync<DeviceNews.Confirmed>();
        await off.CancelAsync();
        await running;
    }

    /// <summary>The portal has the new key, and the device does not know.</summary>
    private async Task AskAndLoseTheAnswerAsync()
    {
        using var state = DeviceState.Open(_folder.Path, TimeProvider.System);
        state.PrepareKey();
        var asked = state.AskForKey(TimeProvider.System.GetUtcNow());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, asked.Address) { Content = JsonContent.Create(asked.Message, options: GatewayJson.Options) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", asked.Tokens[0]);
        using var answer = await http.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<DeviceHealthView> HealthAsync(DeviceClient device)
    {
        var points = await house.Host.Get<Portal.Storage.Database>().ReadAsync(
            connection => Dapper.SqlMapper.QuerySingle<AccessPointId>(
                connection, "SELECT access_point_id FROM device WHERE id = @DeviceId", new { device.DeviceId }),
            Cancel);
        return (await house.Host.Get<DeviceHealth>().ListAsync(house.Owner.Account, points, Cancel)).Single();
    }

    private async Task AcknowledgedAsync(EventNumber number)
    {
        while ((await NextAsync<DeviceNews.Acknowledged>()).UpTo != number)
        {
            // Not yet.
        }
    }

    private async Task<T> NextAsync<T>()
        where T : DeviceNews
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var news in _news.Reader.ReadAllAsync(deadline.Token))
        {
            if (news is T found)
                return found;
        }

        throw new InvalidOperationException("No more news.");
    }
}
