using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Home;

/// <summary>
/// The first sentence of Home. 'All closed and locked' is said only if every access point is secured and may still be believed; whatever is
/// not known is said first, then what is open (S01, S02).
/// </summary>
public sealed record HomeSentence(SealState Seal, string Title, string Detail)
{
    /// <summary>When the one was heard that was not heard the longest; null where the detail is not about that. It ages while it is looked at.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>The sentence for at least one access point.</summary>
    public static HomeSentence Of(IReadOnlyList<AccessPointView> points, DateTimeOffset now)
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
        return points.Any(point => point.HouseholdPause is null) ? sentence : new HomeSentence(SealState.Paused, HomeText.EverythingIsPaused, sentence.Title);
    }

    private static bool IsSecured(AccessPointView point, DateTimeOffset now) => point.State.Secured && IsBelieved(point, now);

    private static bool IsOpen(AccessPointView point, DateTimeOffset now) =>
        IsBelieved(point, now) && AccessPointLook.Of(point.State, point.Kind, urgent: false).Seal is SealState.Open;

    private static bool IsBelieved(AccessPointView point, DateTimeOffset now) => point.State.BelievedUntil > now;

    private static HomeSentence AllSecured(IReadOnlyList<AccessPointView> points, DateTimeOffset now)
    {
        var sentence = points.Count == 1
            ? new HomeSentence(SealState.Secured, HomeText.ClosedAndLocked, HomeText.FormatOneHeard(points[0].Name))
            : new HomeSentence(SealState.Secured, HomeText.AllClosedAndLocked, HomeText.FormatAllHeard(points.Count));
        return sentence with { HeardAt = points.Min(point => point.State.LastHeardAt ?? now) };
    }

    private static string OpenTitle(List<AccessPointView> open) => open.Count == 1
        ? IsState(open[0])
        : HomeText.FormatOpenOrUnlocked(open.Count);

    private static string UnknownTitle(List<AccessPointView> others, int all) => others switch
    {
        [{ Device: null } point] => HomeText.FormatHasNoDevice(point.Name),
        [var point] when point.State.LastHeardAt is null => HomeText.FormatIsUnknown(point.Name),
        [var point] when point.State.Online is OnlineState.Offline => HomeText.FormatIsSilent(point.Name),
        [var point] => HomeText.FormatIsNotKnownToBeLocked(point.Name),
        _ when others.Count == all => HomeText.Unknown,
        _ => HomeText.FormatSomeAreUnknown(others.Count, all),
    };

    private static string UnknownDetail(List<AccessPointView> open, int secured, int all) => open switch
    {
        [] when secured == 0 => all == 1 ? HomeText.WaitingForItsNextWord : HomeText.FormatNoneKnownOfAll(all),
        [] => Rest(secured, all),
        [var point] => IsState(point),
        _ => HomeText.FormatOpenOrUnlocked(open.Count),
    };

    private static string Rest(int secured, int all) => (secured, all) switch
    {
        (0, 1) => HomeText.AsItsDeviceSays,
        (0, _) => HomeText.NoneKnownToBeLocked,
        (1, 2) => HomeText.TheOtherIsClosedAndLocked,
        (1, _) => HomeText.OneIsClosedAndLocked,
        (2, 3) => HomeText.TheOtherTwoAreClosedAndLocked,
        _ => HomeText.FormatOthersAreClosedAndLocked(secured),
    };

    private static string IsState(AccessPointView point) =>
        HomeText.FormatIsState(point.Name, AccessPointLook.Of(point.State, point.Kind, urgent: false).WordWithin);
}
