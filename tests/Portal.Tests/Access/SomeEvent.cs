using System.Globalization;
using System.Text;
using Portal.Client.Access;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access;

/// <summary>What a device says: a kind with ! carries the command, one with /key its source.</summary>
internal static class SomeEvent
{
    public static DeviceEvent Of(long seq, string kind, DateTimeOffset at, CommandId? command = null)
    {
        var isCommanded = kind.EndsWith('!');
        var (name, source) = kind.TrimEnd('!').Split('/') is [var first, var second] ? (first, second) : (kind.TrimEnd('!'), null);
        var data = isCommanded ? $$"""{"commandId":"{{command}}"}""" : source is null ? "{}" : $$"""{"source":"{{source}}"}""";
        return new DeviceEvent
        {
            Epoch = 1,
            Seq = seq,
            Kind = name,
            At = at,
            Data = data,
            CommandId = isCommanded ? command?.Value : null,
            Source = source,
            CanonicalBytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seq} {name} {at:O} {data}")),
            Signature = "signed",
        };
    }
}
