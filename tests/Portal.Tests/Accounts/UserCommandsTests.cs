using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary><c>user create</c>, as a process of its own.</summary>
public sealed class UserCommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-command-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Portal__Storage__ConnectionString"] = "Data Source=" + Path.Combine(_folder.FullName, "portal.db"),
        ["Portal__Keys__Directory"] = Path.Combine(_folder.FullName, "keys"),
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task UserCreate_PasswordOnStandardInput_MakesAnAccountThatSignsIn()
    {
        var result = await RunAsync(People.Password + "\n", "user", "create", "--role", "support", "--email", "sam@example.com");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain(People.Password, result.Output, StringComparison.Ordinal);
        Assert.True(await FitsAsync("sam@example.com", People.Password));
    }

    [Fact]
    public async Task UserCreate_NoPassword_MakesOneAndPrintsItOnce()
    {
        var result = await RunAsync("", "user", "create", "--role", "operator", "--email", "olga@example.com");

        Assert.Equal(0, result.ExitCode);
        var printed = result.Output.Trim().Split(' ')[^1];
        Assert.True(await FitsAsync("olga@example.com", printed));
    }

    [Theory]
    [InlineData("user", "create")]
    [InlineData("user", "create", "--role", "owner", "--email", "sam@example.com")]
    [InlineData("user", "create", "--role", "support", "--email", "no address")]
    [InlineData("user", "remove")]
    [InlineData("nothing")]
    public async Task Command_WrongUse_SaysWhyAndExitsWith2(params string[] arguments)
    {
        var result = await RunAsync("", arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserCreate_AddressTaken_SaysSoAndExitsWith2()
    {
        await RunAsync("", "user", "create", "--role", "support", "--email", "sam@example.com");

        var result = await RunAsync("", "user", "create", "--role", "operator", "--email", "SAM@example.com");

        Assert.Equal((2, "Email: An account with this address exists. Use another one."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public async Task S37_UserCreate_WhileThePortalRuns_IsRefusedInOneLine()
    {
        await using var host = await PortalHost.StartAsync(Stop);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Portal__Storage__ConnectionString"] = "Data Source=" + Path.Combine(host.Folder, "portal.db"),
            ["Portal__Keys__Directory"] = Path.Combine(host.Folder, "keys"),
        };

        var result = await PortalProcess.RunAsync(settings, "", ["user", "create", "--role", "support", "--email", "sam@example.com"], Stop);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("One file has one writing process", Assert.Single(result.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("user", "--help")]
    [InlineData("user", "create", "--help")]
    public async Task Help_OnEachCommand_ExitsWith0(params string[] arguments)
    {
        var result = await RunAsync("", arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    private Task<PortalProcess.Result> RunAsync(string input, params string[] arguments) =>
        PortalProcess.RunAsync(Settings, input, arguments, Stop);

    private async Task<bool> FitsAsync(string email, string password)
    {
        var arguments = Settings.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}");
        await using var app = Program.Build([.. arguments], _ => { });
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await users.FindByEmailAsync(email) is { } account && await users.CheckPasswordAsync(account, password);
    }
}
