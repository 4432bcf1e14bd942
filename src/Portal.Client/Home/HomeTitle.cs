using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Home;

/// <summary>What the browser's tab says of Home, the most urgent first: <c>(!)</c>, <c>(open)</c>, how many need somebody, or how things are.</summary>
public sealed record HomeTitle(string Title, string? Mark, SealState? Seal)
{
    public static HomeTitle Of(HomeView view, DateTimeOffset now)
    {
        if (view.Points.Count == 0)
            return new HomeTitle(HomeText.Home, null, null);
        if (view.Urgent is { } alert && view.Point(alert.AccessPointId) is { } point)
            return new HomeTitle($"{point.Name}: {AlertWords.Within(alert.Kind)}{For(alert, now)}", "!", SealState.Urgent);
        if (view.Live is { } live)
            return new HomeTitle(live.Name, HomeText.MarkOpen, SealState.Open);

        var sentence = HomeSentence.Of(view.Points, now);
        return view.Needs.Mark.Count is > 0 and var count
            ? new HomeTitle(sentence.Title, $"{count}", SealState.Needs)
            : new HomeTitle(sentence.Title, null, sentence.Seal is SealState.Unknown ? SealState.Unknown : null);
    }

    private static string For(AlertView alert, DateTimeOffset now) =>
        now - alert.OpenedAt >= TimeSpan.FromMinutes(1) ? $", {Measures.Duration(TimeSpan.FromMinutes((int)(now - alert.OpenedAt).TotalMinutes))}" : "";
}
