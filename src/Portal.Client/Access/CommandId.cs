namespace Portal.Client.Access;

/// <summary>One command to a device; the device answers a repeated id and does nothing again.</summary>
public readonly record struct CommandId(string Value) : IPortalId<CommandId>
{
    public static string Prefix => "cmd_";

    public static CommandId From(string value) => new(value);

    public override string ToString() => Value;
}
