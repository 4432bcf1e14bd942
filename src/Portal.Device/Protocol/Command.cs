using System.Text.Json;

namespace Portal.Device.Protocol;

/// <summary>
/// The portal tells the device to do something. Absolute, never toggling. After <see cref="ExpiresAt"/> on its own clock the
/// device does nothing and says <see cref="CommandStatus.Expired"/>; a repeated <see cref="CommandId"/> is answered, not done again.
/// </summary>
public sealed record Command
{
    /// <summary>Names the command for ever; the state reports that it causes carry it as <c>data.commandId</c>.</summary>
    public required string CommandId { get; init; }

    /// <summary>One of <see cref="CommandNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="WireTime"/>.</summary>
    public required string ExpiresAt { get; init; }

    /// <summary>What the command needs besides its name: an object, empty for most (<c>openSeconds</c> for unlock).</summary>
    public JsonElement? Args { get; init; }
}

/// <summary>What became of a <see cref="Command"/>. The evidence is the signed state report, not this.</summary>
public sealed record CommandResult
{
    /// <summary>The command that this answers.</summary>
    public required string CommandId { get; init; }

    /// <summary>One of <see cref="CommandStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed, in lower snake case: <c>jammed</c>, <c>obstructed</c>, <c>not_supported</c> …</summary>
    public string? Error { get; init; }
}
