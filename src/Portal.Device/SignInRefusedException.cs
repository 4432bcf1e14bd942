using System.Globalization;

namespace Portal.Device;

/// <summary>The portal answered 401 to the device's token: the key is not (or no longer) known, or the device's clock is wrong.</summary>
internal sealed class SignInRefusedException(string? date) : IOException("The portal refused the device's token.")
{
    /// <summary>The portal's clock according to the answer's <c>Date</c> header: good enough for the next token, never trusted time.</summary>
    public DateTimeOffset? Date { get; } =
        DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;
}
