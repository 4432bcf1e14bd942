namespace Portal.Client.Controls;

/// <summary>What the control inside a <see cref="FormField"/> must carry so that label, hint and fault belong to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DescribedBy">Its aria-describedby; null when nothing describes it.</param>
/// <param name="Invalid">Its aria-invalid: <c>true</c> or null.</param>
public sealed record FieldIds(string Id, string? DescribedBy, string? Invalid);
