using Microsoft.AspNetCore.Components;
using Portal.Client.Live;

namespace Portal.Client.Support;

/// <summary>The support agent's first page: one exact number, a case and a reason lead to one masked delivery.</summary>
public sealed partial class SupportReviewPage(ISupportReview review, NavigationManager navigation)
{
    private readonly Leaving _leaving = new();
    private readonly LookRequest _request = new();
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>(StringComparer.Ordinal);
    private bool _isBusy;

    public void Dispose()
    {
        _leaving.Dispose();
    }

    private string? Fault(string field) => _faults.GetValueOrDefault(field);

    private async Task LookAsync()
    {
        _isBusy = true;
        var outcome = await review.LookAsync(_request, _leaving.Token);
        _faults = outcome.Faults;
        _isBusy = false;
        if (outcome.Look is { } look)
            navigation.NavigateTo("/support/looks/" + look);
    }
}
