namespace Portal.Client.Access;

/// <summary>What happened while a device was offline, counted: 'Opened twice, bolt stuck once'.</summary>
internal static class DigestWords
{
    public static string Of(EntryData data)
    {
        var told = new (string Name, Func<object?, string> Say)[]
            {
                ("opened", AccessText.FormatTimesOpened),
                ("forced", AccessText.FormatTimesForced),
                ("tampered", AccessText.FormatTimesTampered),
                ("jammed", AccessText.FormatTimesJammed),
            }
            .Where(one => data.Number(one.Name) > 0)
            .Select(one => one.Say(Times(data.Number(one.Name))))
            .ToList();
        return told.Count == 0 ? AccessText.NothingWasOpened : char.ToUpperInvariant(told[0][0]) + string.Join(", ", told)[1..];
    }

    private static string Times(double? count) => count switch
    {
        1 => AccessText.Once,
        2 => AccessText.Twice,
        _ => AccessText.FormatTimes(Languages.Text($"{count:0}")),
    };
}
