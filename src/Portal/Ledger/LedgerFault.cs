using System.Globalization;

namespace Portal.Ledger;

/// <summary>Something in the stored ledger that cannot have come about by appending.</summary>
/// <param name="Where">The position, the range of positions, or the part of the ledger.</param>
/// <param name="What">What is wrong, without any of the entry's content.</param>
internal sealed record LedgerFault(string Where, string What)
{
    public static LedgerFault At(long position, string what) => Within(position, position, what);

    public static LedgerFault Within(long first, long last, string what) =>
        new(
            first == last
                ? string.Create(CultureInfo.InvariantCulture, $"position {first}")
                : string.Create(CultureInfo.InvariantCulture, $"positions {first} to {last}"),
            what);

    public override string ToString() => $"{Where}: {What}";
}
