using Portal.Client.Controls;

namespace Portal.Client.Access;

/// <summary>An opening in progress in words: what its device said last, and what is still to come.</summary>
internal static class OpeningWords
{
    /// <summary>'Trunk open', 'Unlocked', 'Closed, not locked yet'; unknown where the device is not believed any more.</summary>
    public static string Title(AccessPointView point, OpeningView opening) => Of(point, opening).Title;

    /// <summary>The same as a sentence for a screen reader: 'Volvo V60: trunk open'.</summary>
    public static string Sentence(AccessPointView point, OpeningView opening) =>
        AccessText.FormatNameSays(point.Name, Of(point, opening).Within);

    private static (string Title, string Within) Of(AccessPointView point, OpeningView opening)
    {
        var (part, within) = (AccessPointLook.PartOf(point.Kind), AccessPointWords.PartWithin(point.Kind));
        return (AccessPointLook.Of(point.State, point.Kind, urgent: false).Form, opening) switch
        {
            (_, { SecuredAt: not null }) => (AccessText.OpeningSecured, AccessText.OpeningSecuredWithin),
            (OpeningForm.Unknown, _) => (AccessText.FormatOpeningUnknown(part), AccessText.FormatOpeningUnknown(within)),
            (OpeningForm.Open or OpeningForm.Moving, _) => (Stands(point.State.Door, part), Stands(point.State.Door, within)),
            (OpeningForm.Shut, { ClosedAt: not null }) => (AccessText.OpeningClosed, AccessText.OpeningClosedWithin),
            (OpeningForm.Shut, { UnlockedAt: not null }) => (AccessText.OpeningUnlocked, AccessText.OpeningUnlockedWithin),
            (OpeningForm.Shut, _) => (AccessText.OpeningGranted, AccessText.OpeningGrantedWithin),
            (var form, _) => throw new ArgumentOutOfRangeException(nameof(point), form, "No such form."),
        };
    }

    private static string Stands(DoorState door, string part) => door switch
    {
        DoorState.Ajar => AccessText.FormatOpeningAjar(part),
        DoorState.Opening => AccessText.FormatOpeningOpens(part),
        DoorState.Closing => AccessText.FormatOpeningCloses(part),
        _ => AccessText.FormatOpeningOpen(part),
    };
}
