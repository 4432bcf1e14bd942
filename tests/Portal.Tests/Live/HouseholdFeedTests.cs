using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Live;
using Portal.Live;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Live;

/// <summary>The bell of one page.</summary>
public sealed class HouseholdFeedTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ring_APageThatTakesLong_KeepsNobodyWaiting()
    {
        using var read = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var page = await house.Host.OpenPageAsync(house.Owner.Account, Cancel);
        using var subscription = await page.ServiceProvider.GetRequiredService<IHouseholdFeed>().SubscribeAsync(
            () =>
            {
                begun.TrySetResult();
                read.Wait(Cancel);
            },
            Cancel);

        try
        {
            await Task.Run(() => house.Host.Get<HouseholdFeeds>().Ring(house.Owner.Household), Cancel).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancel);
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancel);
        }
        finally
        {
            read.Set();
        }
    }
}
