using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Carriers;

/// <summary>Checks what a carrier sent, field by field, before anything is stored. All of it is text from outside (S33, S35).</summary>
internal sealed class DeliveryRequestRules
{
    private const int LongestHandle = 32;
    private const int LongestTrackingNumber = 64;
    private const int LongestDescription = 200;
    private const int LongestName = 100;
    private const int LongestPhone = 32;
    private const int LongestUrl = 500;
    private const int MostWindows = 3;
    private const int MostGrams = 1_000_000;
    private const int MostMillimetres = 20_000;

    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    private DeliveryRequestRules()
    {
    }

    /// <summary>The request, or one sentence for each field that is wrong.</summary>
    public static (NewRequest? Request, IReadOnlyDictionary<string, string[]> Faults) Check(DeliveryRequestBody body, DateTimeOffset now)
    {
        var rules = new DeliveryRequestRules();
        var request = new NewRequest
        {
            Handle = rules.Text("handle", body.Handle, LongestHandle).ToUpperInvariant(),
            TrackingNumber = rules.Text("trackingNumber", body.TrackingNumber, LongestTrackingNumber),
            Parcel = rules.Parcel(body.Parcel),
            Windows = rules.Windows(body.Windows, now),
            Driver = body.Driver is null ? null : rules.Driver("driver.", body.Driver),
        };
        return (rules._faults.Count == 0 ? request : null, rules._faults);
    }

    public static (NewDriver? Driver, IReadOnlyDictionary<string, string[]> Faults) Check(DriverBody body)
    {
        var rules = new DeliveryRequestRules();
        var driver = rules.Driver("", body);
        return (rules._faults.Count == 0 ? driver : null, rules._faults);
    }

    private Parcel Parcel(ParcelBody? body)
    {
        if (body is null)
        {
            Fault("parcel", "Send an object; it may be empty.");
            return new Parcel();
        }

        return new Parcel
        {
            Description = Optional("parcel.description", body.Description, LongestDescription),
            WeightGrams = Number("parcel.weightG", body.WeightG, MostGrams),
            Size = Size(body.SizeMm),
            PhotoUrl = Url("parcel.photoUrl", body.PhotoUrl),
        };
    }

    private ParcelSize? Size(IReadOnlyList<int>? size)
    {
        if (size is null)
            return null;
        if (size is [var length, var width, var height] && size.All(side => side is > 0 and <= MostMillimetres))
            return new ParcelSize(length, width, height);
        Fault("parcel.sizeMm", $"Send length, width and height, each 1 to {MostMillimetres}.");
        return null;
    }

    private List<DeliveryWindow> Windows(IReadOnlyList<WindowBody?>? bodies, DateTimeOffset now)
    {
        if (bodies is not { Count: >= 1 and <= MostWindows })
        {
            Fault("windows", $"Propose one to {MostWindows} windows.");
            return [];
        }

        var windows = bodies.Select(body => new DeliveryWindow(body?.Start ?? default, body?.End ?? default)).ToList();
        for (var i = 0; i < windows.Count; i++)
        {
            if (bodies[i] is not { Start: not null, End: not null })
                Fault($"windows[{i}]", "Send start and end.");
            else if (WindowRules.Fault(windows[i], now) is { } fault)
                Fault($"windows[{i}].{(fault.IsOfStart ? "start" : "end")}", fault.Message);
            else if (windows.Take(i).Any(earlier => earlier.Start < windows[i].End && windows[i].Start < earlier.End))
                Fault($"windows[{i}]", "It overlaps an earlier one of this list.");
        }

        return windows;
    }

    private NewDriver Driver(string path, DriverBody body) => new(
        Text(path + "name", body.Name, LongestName),
        Optional(path + "phone", body.Phone, LongestPhone),
        Url(path + "photoUrl", body.PhotoUrl));

    private string Text(string field, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value))
            Fault(field, "Send some text.");
        return Optional(field, value, longest) ?? "";
    }

    private string? Optional(string field, string? value, int longest)
    {
        if (value is null)
            return null;
        if (value.Length > longest)
            Fault(field, $"Send at most {longest} characters.");
        else if (value.Any(char.IsControl))
            Fault(field, "Send no control characters.");
        return value.Trim() is { Length: > 0 } text ? text : null;
    }

    private int? Number(string field, int? value, int largest)
    {
        if (value is < 1 || value > largest)
            Fault(field, $"Send 1 to {largest}.");
        return value;
    }

    private Uri? Url(string field, string? value)
    {
        if (value is null)
            return null;
        if (value.Length <= LongestUrl && Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            && url.UserInfo.Length == 0)
            return url;
        Fault(field, $"Send an https address of at most {LongestUrl} characters, without a password in it.");
        return null;
    }

    private void Fault(string field, string message) => _faults.TryAdd(field, [message]);
}
