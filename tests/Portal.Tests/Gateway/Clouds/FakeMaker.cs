using System.Collections.Concurrent;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Gateway.Clouds;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>A maker's cloud with one account and its locks, which stand as the test says.</summary>
internal sealed class FakeMaker : IMakerCloud
{
    public const string Account = "account-of-the-owner";

    public CloudMaker Maker => CloudMaker.Seam;

    public bool IsOn => true;

    public int PollSeconds => 60;

    /// <summary>What it answers; null: nothing.</summary>
    public MakersWord? Word { get; set; } = Locked();

    public Sending Sending { get; set; } = new(SendingFate.Taken, "attempt-1");

    public Attempt Attempt { get; set; } = new(AttemptState.Pending);

    public ConcurrentQueue<string> Sent { get; } = new();

    public int Reads { get; private set; }

    /// <summary>What is in the account.</summary>
    public IReadOnlyList<string> Locks { get; init; } = ["lock-1"];

    /// <summary>No answer about this one until the end of <see cref="Silence"/>.</summary>
    public string? Hanging { get; set; }

    public TaskCompletionSource Silence { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentDictionary<string, int> ReadsOf { get; } = new(StringComparer.Ordinal);

    public bool HasDoorSensor { get; set; } = true;

    public bool IsRevoked { get; private set; }

    public static MakersWord Locked() => Standing(LockState.Locked, DoorState.Closed);

    public static MakersWord Standing(LockState bolt, DoorState? door, DateTimeOffset? at = null) => new()
    {
        IsOnline = true,
        Lock = new Observed<LockState>(bolt, at),
        Door = door is { } lid ? new Observed<DoorState>(lid, at) : null,
        BatteryPercent = 80,
    };

    public Task<LinkQuestion> AskLinkAsync(Uri returnTo, CancellationToken cancellationToken) =>
        Task.FromResult(new LinkQuestion(new Uri("https://maker.example/yes"), "question-1"));

    public Task<string?> FinishLinkAsync(string question, CancellationToken cancellationToken) => Task.FromResult<string?>(Account);

    public Task<IReadOnlyList<MakersDevice>> ListAsync(string account, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MakersDevice>>(
        [
            .. Locks.Select(id => new MakersDevice
            {
                Id = id,
                Name = "Front door",
                Model = "Lock",
                Profile = "smart-lock",
                Capabilities = HasDoorSensor ? [Capabilities.Lock, Capabilities.DoorContact] : [Capabilities.Lock],
            }),
        ]);

    public async Task<MakersWord> ReadAsync(string account, string device, MakersQuestion question, CancellationToken cancellationToken)
    {
        Reads++;
        ReadsOf.AddOrUpdate(device, 1, (_, before) => before + 1);
        if (device == Hanging)
            await Silence.Task.WaitAsync(cancellationToken);
        return Word ?? throw new CloudException("No answer.");
    }

    public Task<Sending> SendAsync(string account, string device, string command, CancellationToken cancellationToken)
    {
        Sent.Enqueue(command);
        return Task.FromResult(Sending);
    }

    public Task<Attempt> FollowAsync(string attempt, CancellationToken cancellationToken) => Task.FromResult(Attempt);

    public Task RevokeAsync(string account, CancellationToken cancellationToken)
    {
        IsRevoked = account == Account;
        return Task.CompletedTask;
    }
}
