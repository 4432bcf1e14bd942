using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>An urgent alert that nobody takes goes on: whom it asks, when, and what stops it.</summary>
public sealed class EscalationTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Theory]
    [InlineData(1, "first owner")]
    [InlineData(2, "second owner")]
    [InlineData(3, "first approver, second approver")]
    public void Asked_EachStep_OwnersByJoiningThenApproversAndNeverViewers(int step, string asked)
    {
        EscalationMember[] members =
        [
            Member("viewer", MemberRole.Viewer, 0), Member("second approver", MemberRole.Approver, 5),
            Member("first approver", MemberRole.Approver, 1), Member("second owner", MemberRole.Owner, 4), Member("first owner", MemberRole.Owner, 3),
        ];
        Assert.Equal(asked, string.Join(", ", Escalation.Asked(step, members)));
    }

    [Fact]
    public void Asked_OneOwnerAlone_IsAskedEachTime()
    {
        EscalationMember[] members = [Member("owner", MemberRole.Owner, 0)];
        Assert.All(Enumerable.Range(1, 3), step => Assert.Equal("owner", Assert.Single(Escalation.Asked(step, members)).Value));
    }

    [Fact]
    public void Asked_ViewersAlone_IsNobody() => Assert.Empty(Escalation.Asked(1, [Member("viewer", MemberRole.Viewer, 0)]));

    [Fact]
    public async Task Urgent_NobodyTakesIt_GoesOnAfterTwoFiveAndTenMinutes()
    {
        await RaiseAsync();
        var at = _house.Now;
        var house = _house.House;
        foreach (var minutes in Enumerable.Range(1, 30))
        {
            house.Time.Advance(TimeSpan.FromMinutes(1));
            await _house.Timers.FireDueAsync(AccessHouse.Stop);
        }

        var steps = (await EscalatedAsync()).Select(entry => ((entry.At - at).TotalMinutes, entry.Asked)).ToList();
        Assert.Equal([(2, house.Owner.Value), (5, house.Approver.Value), (10, house.Owner.Value)], steps);
    }

    [Fact]
    public async Task Urgent_Taken_GoesOnNoMore()
    {
        await RaiseAsync();
        _house.House.Time.Advance(TimeSpan.FromMinutes(3));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        var alert = Assert.Single(await _house.AlertsAsync());
        Assert.Equal(AccessOutcome.Done, await _house.Answers.AcknowledgeAsync(_house.House.Owner, alert.Id, AccessHouse.Stop));

        _house.House.Time.Advance(TimeSpan.FromMinutes(30));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);

        Assert.Single(await EscalatedAsync());
    }

    [Fact]
    public async Task Urgent_Cleared_GoesOnNoMore()
    {
        await RaiseAsync();
        await _house.ReportAsync(EventKinds.TamperCleared);
        _house.House.Time.Advance(TimeSpan.FromMinutes(30));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Empty(await EscalatedAsync());
    }

    [Fact]
    public async Task NotUrgent_GoesOnToNobody()
    {
        await _house.ReportAsync(EventKinds.LockJammed);
        Assert.False(Assert.Single(await _house.AlertsAsync()).Urgent);
        _house.House.Time.Advance(TimeSpan.FromMinutes(30));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Empty(await EscalatedAsync());
    }

    private static EscalationMember Member(string name, MemberRole role, int day) => new(new AccountId(name), role, ManualTime.Start.AddDays(day));

    private Task RaiseAsync() => _house.ReportAsync(EventKinds.Tamper);

    private async Task<List<(DateTimeOffset At, string Asked)>> EscalatedAsync() =>
        (await _house.House.Reader.AfterAsync(-1, 1000, AccessHouse.Stop))
            .Where(entry => entry.Kind == EntryKinds.AlertEscalated)
            .Select(entry => (entry.At, System.Text.Json.JsonDocument.Parse(entry.Data).RootElement.GetProperty("asked").GetString() ?? ""))
            .ToList();
}
