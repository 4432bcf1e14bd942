using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Benchmarks.Baselines;

/// <summary>The last events as a list, rendered anew at each.</summary>
internal sealed class BareList : ComponentBase, IDisposable
{
    [Inject]
    private BareFeed Feed { get; set; } = null!; // Set by the renderer before anything else.

    public void Dispose() => Feed.Changed -= Rerender;

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        Feed.Changed += Rerender;
        StateHasChanged();
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "ol");
        foreach (var one in Feed.Last)
        {
            builder.OpenElement(1, "li");
            builder.SetKey(one.At);
            builder.OpenElement(2, "time");
            builder.AddAttribute(3, "datetime", one.At);
            builder.AddContent(4, one.At);
            builder.CloseElement();
            builder.AddContent(5, one.Kind);
            builder.CloseElement();
        }

        builder.CloseElement();
    }

    private void Rerender(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
