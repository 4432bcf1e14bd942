using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Support;
using Portal.Tests.Support;

namespace Portal.Tests.SupportReview;

/// <summary>S30, masked: one delivery by its exact number, after case and reason, entered first, naming nobody, ending by itself.</summary>
public sealed class SupportReviewTests : IAsyncLifetime
{
    private const string Plate = "B-MB 2417";
    private const string Instructions = "Behind the net, ask for Klaus";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!; // Set by InitializeAsync.
    private AccountId _owner;
    private AccountId _agent;
    private DeliveryId _delivery;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _owner = (await _host.AddOwnerAsync("mara@example.org", Stop)).Account;
        _agent = await _host.AddStaffAsync("sam@example.org", StaffRole.Support, Stop);
        _delivery = await MakeDeliveryAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S30_ALook_IsInTheHouseholdsActivityWithCaseAndReason()
    {
        Assert.NotNull((await LookAsync(_delivery.Value)).Look);

        await using var page = await _host.OpenPageAsync(_owner, Stop);
        var entries = await page.ServiceProvider.GetRequiredService<IHouseholdActivity>()
            .ListAsync(new ActivityFilter { Group = ActivityGroup.Support }, before: null, 10, Stop);
        var entry = Assert.Single(entries);
        Assert.Equal(_delivery, entry.DeliveryId);
        Assert.Contains("4711", entry.Data, StringComparison.Ordinal);
        Assert.Contains("The florist says it is shut", entry.Data, StringComparison.Ordinal);
        Assert.Null(entry.ActorName);
    }

    [Fact]
    public async Task S30_WhatALookShows_NamesNoPersonPlaceOrPlate()
    {
        var look = await LookAsync(_delivery.Value);
        var shown = await FindAsync(_agent, Assert.NotNull(look.Look));

        var text = JsonSerializer.Serialize(Assert.IsType<MaskedDelivery>(shown), PortalJson.Options);
        Assert.Contains("approved", text, StringComparison.Ordinal);
        foreach (var name in new[] { "Mara", "Volvo", Plate, Instructions, "Klaus", "florist of", "mara@", _owner.Value })
            Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task S30_AfterFifteenMinutes_TheLookShowsNothing()
    {
        var look = Assert.NotNull((await LookAsync(_delivery.Value)).Look);
        _time.SetUtcNow(_time.GetUtcNow().AddMinutes(15));
        Assert.Null(await FindAsync(_agent, look));
    }

    [Fact]
    public async Task S30_AnotherAgentsLook_ShowsNothing()
    {
        var look = Assert.NotNull((await LookAsync(_delivery.Value)).Look);
        var other = await _host.AddStaffAsync("kim@example.org", StaffRole.Support, Stop);
        Assert.Null(await FindAsync(other, look));
        Assert.Null(await FindAsync(_owner, look));
        Assert.Null(await FindAsync(null, look));
    }

    [Theory]
    [InlineData("dlv_00000000000000000000000000", "4711", "The florist says it is shut")]
    [InlineData("", "4711", "The florist says it is shut")]
    [InlineData("dlv_", "", "The florist says it is shut")]
    [InlineData("dlv_", "4711", "short")]
    public async Task S30_WithoutAnExactNumberACaseAndAReason_NothingIsLookedAt(string number, string caseNumber, string reason)
    {
        var outcome = await LookAsync(number == "dlv_" ? _delivery.Value : number, caseNumber, reason);
        Assert.Null(outcome.Look);
        Assert.NotEmpty(outcome.Faults);
    }

    [Fact]
    public async Task S30_AnOwner_CannotLookAsSupport()
    {
        await using var page = await _host.OpenPageAsync(_owner, Stop);
        var outcome = await page.ServiceProvider.GetRequiredService<ISupportReview>().LookAsync(Request(_delivery.Value), Stop);
        Assert.Null(outcome.Look);
    }

    private static LookRequest Request(string number, string caseNumber = "4711", string reason = "The florist says it is shut") =>
        new() { TrackingNumberOrId = number, CaseNumber = caseNumber, Reason = reason };

    private async Task<LookOutcome> LookAsync(string number, string caseNumber = "4711", string reason = "The florist says it is shut")
    {
        await using var page = await _host.OpenPageAsync(_agent, Stop);
        return await page.ServiceProvider.GetRequiredService<ISupportReview>().LookAsync(Request(number, caseNumber, reason), Stop);
    }

    private async Task<MaskedDelivery?> FindAsync(AccountId? account, LookId look)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        return await page.ServiceProvider.GetRequiredService<ISupportReview>().FindAsync(look, Stop);
    }

    private async Task<DeliveryId> MakeDeliveryAsync()
    {
        await using var page = await _host.OpenPageAsync(_owner, Stop);
        var added = await page.ServiceProvider.GetRequiredService<IHouseholdAccess>().AddAsync(
            new AccessPointDraft
            {
                Kind = AccessPointKind.Trunk,
                Name = "Volvo V60",
                TimeZone = "Europe/Berlin",
                CarMake = "Volvo",
                CarModel = "V60",
                CarColour = "blue",
                CarPlate = Plate,
                Instructions = Instructions,
            },
            Stop);
        var now = _time.GetUtcNow();
        var made = await page.ServiceProvider.GetRequiredService<IHouseholdDeliveries>().MakeByHandAsync(
            new HandMadeDraft
            {
                AccessPoint = added.Added,
                Description = "The florist of the corner",
                Start = now.AddMinutes(10),
                End = now.AddMinutes(70),
            },
            Stop);
        return made.Made ?? throw new InvalidOperationException(string.Join(' ', made.Faults.Values));
    }
}
