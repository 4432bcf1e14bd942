namespace Portal.Client.Controls;

/// <summary>What will stand here.</summary>
public enum SkeletonShape
{
    Line,
    Card,
    Panel,
}
