namespace Portal.Client.Access;

/// <summary>Whose cloud speaks for devices that do not speak to Portal themselves.</summary>
public enum CloudMaker
{
    /// <summary>One door to the clouds of August, Yale, Schlage and other makers of locks.</summary>
    Seam,

    /// <summary>Volvo's cars.</summary>
    Volvo,
}
