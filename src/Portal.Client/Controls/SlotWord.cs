namespace Portal.Client.Controls;

/// <summary>One of the four fixed slots of an opening.</summary>
internal sealed record SlotWord(string Word, DateTimeOffset? At);
