using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

/// <summary>A map is drawn by a script that comes when it comes; live data may take the map off the page before.</summary>
public sealed class PlaceMapTests : ControlsContext
{
    private readonly SlowBrowser _browser = new();

    public PlaceMapTests()
    {
        Services.AddSingleton<IJSRuntime>(_browser);
        Services.AddSingleton(new MapSource(null));
    }

    [Fact]
    public async Task Map_TakenOffBeforeItsScriptIsThere_DrawsNothingAndLetsTheScriptGo()
    {
        Map();
        await DisposeComponentsAsync();

        await _browser.AnswerAsync(Renderer);

        Assert.Equal(["import"], _browser.Asked);
        Assert.True(_browser.IsLetGo);
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    [Fact]
    public async Task Map_TakenOffWhileItIsDrawn_IsRemoved()
    {
        Map();
        await _browser.AnswerAsync(Renderer);
        await DisposeComponentsAsync();

        await _browser.AnswerAsync(Renderer);

        Assert.Equal(["import", "show", "remove"], _browser.Asked);
        Assert.True(_browser.IsLetGo);
    }

    private void Map() => Render<PlaceMap>(map => map.Add(x => x.Label, "Volvo V60").Add(x => x.Place, new MapPoint(52.5, 13.4)));

    /// <summary>Answers one call after the other, when the test says so.</summary>
    private sealed class SlowBrowser : IJSRuntime, IJSObjectReference
    {
        private readonly Queue<Action> _answers = [];

        public List<string> Asked { get; } = [];

        public bool IsLetGo { get; private set; }

        public async Task AnswerAsync(Bunit.Rendering.BunitRenderer renderer)
        {
            await renderer.Dispatcher.InvokeAsync(_answers.Dequeue());
            // Whatever it leads to has happened once the page's own thread is free again.
            await renderer.Dispatcher.InvokeAsync(() => { });
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) =>
            InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Asked.Add(identifier);
            if (typeof(TValue) != typeof(IJSObjectReference))
                return ValueTask.FromResult(default(TValue)!); // Nobody looks at it.
            var answer = new TaskCompletionSource<TValue>();
            _answers.Enqueue(() => answer.SetResult((TValue)(object)this));
            return new ValueTask<TValue>(answer.Task);
        }

        public ValueTask DisposeAsync()
        {
            IsLetGo = true;
            return ValueTask.CompletedTask;
        }
    }
}
