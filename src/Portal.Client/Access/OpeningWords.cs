using Portal.Client.Controls;

namespace Portal.Client.Access;

/// <summary>An opening in progress in words: what its device said last, and what is still to come.</summary>
internal static class OpeningWords
{
    /// <summary>'Trunk open', 'Unlocked', 'Closed, not locked yet'; unknown where the device is not believed any more.</summary>
    public static string Title(AccessPointView point, OpeningView opening)
    {
        var look = AccessPointLook.Of(point.State, point.Kind, urgent: false);
        var part = AccessPointLook.PartOf(point.Kind);
        return (look.Form, opening) switch
        {
            (_, { SecuredAt: not null }) => "Closed and locked",
            (OpeningForm.Unknown, _) => $"{part} unknown",
            (OpeningForm.Open or OpeningForm.Moving, _) => $"{part} {look.Word.ToLowerInvariant()}",
            (OpeningForm.Shut, { ClosedAt: not null }) => "Closed, not locked yet",
            (OpeningForm.Shut, { UnlockedAt: not null }) => "Unlocked",
            (OpeningForm.Shut, _) => "Granted, not unlocked yet",
            _ => throw new ArgumentOutOfRangeException(nameof(point), look.Form, "No such form."),
        };
    }

    /// <summary>The same as a sentence for a screen reader: 'Volvo V60: trunk open'.</summary>
    public static string Sentence(AccessPointView point, OpeningView opening)
    {
        var title = Title(point, opening);
        return $"{point.Name}: {char.ToLowerInvariant(title[0])}{title[1..]}";
    }
}
