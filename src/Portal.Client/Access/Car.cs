namespace Portal.Client.Access;

/// <summary>The car of a trunk, as a driver needs it to find it.</summary>
public sealed record Car(string Make, string Model, string Colour, string Plate);
