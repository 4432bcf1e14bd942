namespace Portal.Accounts;

/// <summary>
/// What a folder keeps about a person and the households that they own, for taking along. No secret is among it: no key, token, code or hash.
/// </summary>
internal interface IKeptData
{
    /// <summary>One for each kind of thing.</summary>
    IReadOnlyList<KeptTable> Tables { get; }

    /// <summary>Pictures and the like.</summary>
    IReadOnlyList<KeptFiles> Files => [];
}

/// <summary>Rows of one kind.</summary>
/// <param name="Name">Of its two files: <c>deliveries</c>.</param>
/// <param name="Sql">Reads them for <c>@account</c>. A column that ends in <c>_at</c> is Unix milliseconds, <c>data</c> is JSON.</param>
internal sealed record KeptTable(string Name, string Sql)
{
    /// <summary>The households of which <c>@account</c> is an owner.</summary>
    public const string Owned = "(SELECT household_id FROM member WHERE account_id = @account AND role = 'owner')";

    /// <summary>Their access points.</summary>
    public const string OwnedPlaces = $"(SELECT id FROM access_point WHERE household_id IN {Owned})";
}

/// <summary>Files of one kind.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="Sql">Reads <c>id</c>, <c>media_type</c> and <c>image</c> for <c>@account</c>.</param>
internal sealed record KeptFiles(string Folder, string Sql);
