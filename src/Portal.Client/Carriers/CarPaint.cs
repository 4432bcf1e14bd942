namespace Portal.Client.Carriers;

/// <summary>The colour in which a car is drawn, from the owner's word for it, in each language that Portal speaks.</summary>
internal static class CarPaint
{
    private const string Unnamed = "#6b7680";

    private static readonly (string Word, string Paint)[] Paints =
    [
        ("dark blue", "#22406e"), ("blue", "#2f62a8"), ("dark green", "#1f4d3a"), ("green", "#3c7d55"), ("black", "#22272a"),
        ("dark grey", "#474f55"), ("grey", "#7d868c"), ("gray", "#7d868c"), ("silver", "#aab2b7"), ("white", "#e6e9ea"),
        ("dark red", "#6f1d24"), ("red", "#a92b32"), ("brown", "#5e4635"), ("beige", "#c9bda3"), ("yellow", "#d5ac2b"), ("orange", "#c9672a"),
        ("dunkelblau", "#22406e"), ("blau", "#2f62a8"), ("dunkelgrün", "#1f4d3a"), ("grün", "#3c7d55"), ("schwarz", "#22272a"),
        ("dunkelgrau", "#474f55"), ("grau", "#7d868c"), ("silber", "#aab2b7"), ("weiß", "#e6e9ea"),
        ("dunkelrot", "#6f1d24"), ("rot", "#a92b32"), ("braun", "#5e4635"), ("gelb", "#d5ac2b"),
    ];

    public static string Of(string colour) =>
        Array.Find(Paints, paint => colour.Contains(paint.Word, StringComparison.OrdinalIgnoreCase)).Paint ?? Unnamed;
}
