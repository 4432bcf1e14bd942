using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Accounts;

/// <summary>How long the households of whoever is signed in keep what; owners set it.</summary>
public sealed partial class RetentionPage(IHouseholdRetention retention, ILogger<RetentionPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<IReadOnlyList<HouseholdRetentionView>> _reading = new(logger);
    private readonly Tap _tap = new(logger);
    private (HouseholdId Household, RetentionOutcome Outcome)? _last;

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(async token => await retention.ListAsync(token), _leaving.Token);

    private RetentionOutcome? OutcomeIn(HouseholdId household) => _last is { } last && last.Household == household ? last.Outcome : null;

    private async Task SaveAsync(HouseholdId household, IReadOnlyList<(RetentionKind Kind, int Days)> changes)
    {
        _last = null;
        await _tap.DoAsync(async () =>
        {
            foreach (var (kind, days) in changes)
            {
                _last = (household, await retention.SetAsync(household, kind, days, _leaving.Token));
                if (_last is not { Outcome: RetentionOutcome.Done })
                    break;
            }

            return null;
        });
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
