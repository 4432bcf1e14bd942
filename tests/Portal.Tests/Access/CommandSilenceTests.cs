using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;

namespace Portal.Tests.Access;

/// <summary>A command without an answer: unknown, may have happened (S05), never sent again (S07), and known as soon as the device speaks.</summary>
public sealed class CommandSilenceTests : IDisposable
{
    private static readonly TimeSpan AnswerIsDue = TimeSpan.FromSeconds(15);
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S05_NoAnswer_IsEnteredAsUnknown()
    {
        await AskAndWaitAsync();

        Assert.Equal(1, await UnansweredAsync());
        Assert.Equal(1, await _house.CountAsync("command WHERE status = 'asked' AND silent_at IS NOT NULL"));
    }

    [Fact]
    public async Task S07_NoAnswer_NothingIsSentAgain()
    {
        await AskAndWaitAsync();
        await _house.PassAsync(TimeSpan.FromMinutes(5), LockState.Locked, DoorState.Closed);

        Assert.Single(_house.Link.Sent);
        Assert.Equal(1, await UnansweredAsync());
    }

    [Fact]
    public async Task S05_SignedEventWithTheCommand_LateIsTheEvidence()
    {
        var command = await AskAndWaitAsync();

        await _house.ReportAsync(command, "unlocked!");

        Assert.Equal(1, await _house.CountAsync("command WHERE status = 'done'"));
        Assert.Equal([EntryKinds.CommandAnswered], await AnswersAsync());
    }

    [Theory]
    [InlineData(EventKinds.LockJammed, "jammed")]
    [InlineData(EventKinds.DoorObstructed, "obstructed")]
    public async Task S05_SignedEventThatItCouldNot_IsAFailureLate(string kind, string error)
    {
        var command = await AskAndWaitAsync();

        await _house.ReportAsync(command, kind + "!");

        Assert.Equal(1, await _house.CountAsync($"command WHERE status = 'failed' AND error = '{error}'"));
    }

    [Fact]
    public async Task S05_AnswerThatComesLate_IsTaken()
    {
        var command = await AskAndWaitAsync();

        Assert.True(await _house.Results.RecordAsync(_house.Device, command, CommandStatus.Expired, error: null, AccessHouse.Stop));

        Assert.Equal(1, await _house.CountAsync("command WHERE status = 'expired'"));
        Assert.Equal([EntryKinds.CommandAnswered], await AnswersAsync());
    }

    [Fact]
    public async Task S05_EventThatNobodySigned_IsNoEvidence()
    {
        var command = await AskAndWaitAsync();

        await _house.ReportAsync(command, EventKinds.Press + "!");

        Assert.Equal(1, await _house.CountAsync("command WHERE status = 'asked'"));
    }

    [Fact]
    public async Task Answered_InTime_IsNotSilent()
    {
        var command = await AskAsync();
        await _house.Results.RecordAsync(_house.Device, command, CommandStatus.Failed, "jammed", AccessHouse.Stop);

        await _house.PassAsync(AnswerIsDue, LockState.Locked, DoorState.Closed);

        Assert.Equal(0, await UnansweredAsync());
    }

    [Fact]
    public async Task ToldBySignedEvent_TheAnswerAloneIsMissing_IsNotSilent()
    {
        var command = await AskAsync();
        await _house.ReportAsync(command, "unlocked!");

        await _house.PassAsync(AnswerIsDue, LockState.Unlocked, DoorState.Closed);

        Assert.Equal(0, await UnansweredAsync());
        Assert.Equal(1, await _house.CountAsync("command WHERE status = 'done'"));
    }

    private async Task<CommandId> AskAsync()
    {
        await _house.ReadyAsync();
        return await _house.OwnerUnlocksAsync();
    }

    private async Task<CommandId> AskAndWaitAsync()
    {
        var command = await AskAsync();
        await _house.PassAsync(AnswerIsDue, LockState.Locked, DoorState.Closed);
        return command;
    }

    private async Task<int> UnansweredAsync() => (await _house.KindsAsync()).Count(kind => kind == EntryKinds.CommandUnanswered);

    private async Task<IEnumerable<string>> AnswersAsync() => (await _house.KindsAsync()).Where(kind => kind == EntryKinds.CommandAnswered);
}
