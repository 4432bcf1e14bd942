namespace Portal.Tests.Access.Properties;

/// <summary>A property does not hold; says at which step and which rule.</summary>
internal sealed class BrokenRuleException(string message) : Exception(message);
