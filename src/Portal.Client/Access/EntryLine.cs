using Portal.Client.Controls;

namespace Portal.Client.Access;

/// <summary>One entry in words: the seal, what happened, and what else there is to say.</summary>
public sealed record EntryLine(SealState Seal, string Title, string? Detail = null);
