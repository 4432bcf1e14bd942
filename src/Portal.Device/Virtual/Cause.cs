namespace Portal.Device.Virtual;

/// <summary>Why something moved: the data of the event that says so.</summary>
/// <param name="Source">One of <see cref="Protocol.EventSources"/>; null where the device only finds it so.</param>
/// <param name="CommandId">The command, where one caused it.</param>
internal sealed record Cause(string? Source, string? CommandId = null);
