namespace Portal.Client.Controls;

/// <summary>24, 32 and 48 px.</summary>
public enum SealSize
{
    Small,
    Medium,
    Large,
}
