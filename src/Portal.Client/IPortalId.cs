namespace Portal.Client;

/// <summary>
/// An opaque id of one kind of thing: a prefix (<c>dlv_</c>) and a sortable tail of 26 characters
/// (ULID: 48 bits of Unix milliseconds, 80 random bits, Crockford base 32).
/// </summary>
/// <typeparam name="TSelf">The id's own type.</typeparam>
public interface IPortalId<TSelf>
    where TSelf : struct, IPortalId<TSelf>
{
    /// <summary>The prefix with its underscore, for example <c>dlv_</c>.</summary>
    static abstract string Prefix { get; }

    /// <summary>Wraps text that is known to be an id of this kind; from outside use <see cref="PortalId.TryParse{TId}"/>.</summary>
    static abstract TSelf From(string value);

    /// <summary>The whole text, prefix included.</summary>
    string Value { get; }
}
