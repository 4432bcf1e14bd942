namespace Portal.Client.Accounts;

/// <summary>What is wrong with one field of a form, and what to do.</summary>
public sealed record FieldFault(string Field, string Message);
