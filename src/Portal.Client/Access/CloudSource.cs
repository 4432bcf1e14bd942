namespace Portal.Client.Access;

/// <summary>A device's word comes from its maker's cloud.</summary>
/// <param name="Maker">Whose cloud.</param>
/// <param name="PollSeconds">How often it is asked now.</param>
public sealed record CloudSource(CloudMaker Maker, int PollSeconds);
