using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Home;

/// <summary>
/// The first sentence of Home. 'All closed and locked' is said only if every access point is secured and may still be believed; whatever is
/// not known is said first, then what is open (S01, S02).
/// </summary>
public sealed record HomeSentence(SealState Seal, string Title, string Detail)
{
    /// <summary>The sentence for at least one access point.</summary>
    public static HomeSentence Of(IReadOnlyList<AccessPointView> points, PauseView? householdPause, DateTimeOffset now)
    {
        var secured = points.Where(point => IsSecured(point, now)).ToList();
        var open = points.Where(point => !secured.Contains(point) && IsOpen(point, now)).ToList();
        var others = points.Except(secured).Except(open).ToList();
        var sentence = (others.Count, open.Count) switch
        {
            (0, 0) => AllSecured(points, now),
            (0, _) => new HomeSentence(SealState.Open, OpenTitle(open), Rest(secured.Count, points.Count)),
            _ => new HomeSentence(SealState.Unknown, UnknownTitle(others, points.Count), UnknownDetail(open, secured.Count, points.Count)),
        };
        return householdPause is null ? sentence : sentence with { Seal = SealState.Paused, Title = "Everything is paused", Detail = sentence.Title };
    }

    private static bool IsSecured(AccessPointView point, DateTimeOffset now) => point.State.Secured && IsBelieved(point, now);

    private static bool IsOpen(AccessPointView point, DateTimeOffset now) =>
        IsBelieved(point, now) && AccessPointLook.Of(point.State, point.Kind, urgent: false).Seal is SealState.Open;

    private static bool IsBelieved(AccessPointView point, DateTimeOffset now) => point.State.BelievedUntil > now;

    private static HomeSentence AllSecured(IReadOnlyList<AccessPointView> points, DateTimeOffset now)
    {
        var oldest = points.Max(point => now - (point.State.LastHeardAt ?? now));
        var heard = $"heard in the last {Rounded(oldest)}";
        return points.Count == 1
            ? new HomeSentence(SealState.Secured, "Closed and locked", $"{points[0].Name}, {heard}")
            : new HomeSentence(SealState.Secured, "All closed and locked", $"All {points.Count} {heard}");
    }

    private static string OpenTitle(List<AccessPointView> open) => open.Count == 1
        ? $"{open[0].Name} is {AccessPointLook.Of(open[0].State, open[0].Kind, urgent: false).Word.ToLowerInvariant()}"
        : $"{open.Count} are open or unlocked";

    private static string UnknownTitle(List<AccessPointView> others, int all) => others switch
    {
        [{ Device: null } point] => $"{point.Name} has no device yet",
        [var point] when point.State.LastHeardAt is null => $"{point.Name} is unknown",
        [var point] when point.State.Online is OnlineState.Offline => $"{point.Name} is silent",
        [var point] => $"{point.Name} is not known to be locked",
        _ when others.Count == all => "Unknown",
        _ => $"{others.Count} of {all} are unknown",
    };

    private static string UnknownDetail(List<AccessPointView> open, int secured, int all) => open switch
    {
        [] when secured == 0 => all == 1 ? "Waiting for its next word" : $"None of the {all} is known to be closed and locked",
        [] => Rest(secured, all),
        [var point] => $"{point.Name} is {AccessPointLook.Of(point.State, point.Kind, urgent: false).Word.ToLowerInvariant()}",
        _ => $"{open.Count} are open or unlocked",
    };

    private static string Rest(int secured, int all) => (secured, all) switch
    {
        (0, 1) => "As its device says",
        (0, _) => "None of them is known to be locked",
        (1, 2) => "The other one is closed and locked",
        (1, _) => "One is closed and locked",
        (2, 3) => "The other two are closed and locked",
        _ => $"{secured} are closed and locked",
    };

    private static string Rounded(TimeSpan age) => age.TotalSeconds switch
    {
        <= 15 => "15 s",
        <= 30 => "30 s",
        <= 60 => "minute",
        _ => $"{(int)Math.Ceiling(age.TotalMinutes)} min",
    };
}
