namespace Portal.Client.Access;

/// <summary>A photo of a car; another one has another id.</summary>
public readonly record struct CarPhotoId(string Value) : IPortalId<CarPhotoId>
{
    public static string Prefix => "cph_";

    public static CarPhotoId From(string value) => new(value);

    public override string ToString() => Value;
}
