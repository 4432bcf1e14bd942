using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Portal.Storage;

/// <summary>Stops the start with one line for each fault in <c>Portal:Storage</c>.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = new List<string>();
        if (options.Provider != "sqlite")
            faults.Add($"Portal:Storage:Provider is '{options.Provider}'; allowed: sqlite.");
        if (options.Readers is < 1 or > 64)
            faults.Add($"Portal:Storage:Readers is {options.Readers}; allowed: 1 to 64.");
        if (!HasFile(options.ConnectionString))
            faults.Add("Portal:Storage:ConnectionString is no SQLite connection string with a file; for example 'Data Source=data/portal.db'.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool HasFile(string connectionString)
    {
        try
        {
            var dataSource = new SqliteConnectionStringBuilder(connectionString).DataSource;
            return dataSource.Length > 0 && dataSource != ":memory:";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
