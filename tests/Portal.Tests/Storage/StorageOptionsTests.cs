using Portal.Storage;

namespace Portal.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass() => Assert.Empty(Faults(new StorageOptions()));

    [Fact]
    public void Validate_EverythingWrong_NamesEachSettingOnce()
    {
        var faults = Faults(new StorageOptions { Provider = "oracle", Readers = 0, ConnectionString = "Data Source=:memory:" });
        Assert.Collection(
            faults,
            fault => Assert.StartsWith("Portal:Storage:Provider is 'oracle'", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Portal:Storage:Readers is 0", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Portal:Storage:ConnectionString", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no connection string")]
    [InlineData("Colour=green")]
    [InlineData("Data Source=")]
    public void Validate_NoFile_IsAFault(string connectionString) =>
        Assert.Single(Faults(new StorageOptions { ConnectionString = connectionString }));

    private static IEnumerable<string> Faults(StorageOptions options) =>
        new StorageOptionsValidator().Validate(name: null, options).Failures ?? [];
}
