using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Whoever steals the database file finds nothing in it that opens a door or an account.</summary>
public sealed class StolenFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S36_DatabaseFiles_HoldNoPasswordTokenCodeOrKey()
    {
        await using var host = await PortalHost.StartAsync(Stop);
        await host.AddOwnerAsync("mara@example.com", Stop);
        using var visitor = await host.SignInAsync("mara@example.com", Stop);
        List<string> secrets = [People.Password, host.Printed.Trim().Split('/')[^1], .. visitor.Cookies.Where(cookie => cookie.Key != Languages.Cookie).Select(cookie => cookie.Value)];
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = (await users.FindByEmailAsync("mara@example.com"))!;
            secrets.AddRange((await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 10))!);
            await users.ResetAuthenticatorKeyAsync(account);
            secrets.Add((await users.GetAuthenticatorKeyAsync(account))!);
        }

        var files = Directory.GetFiles(host.Folder, "portal.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).ToList();

        // The address proves that the search finds what is there.
        Assert.Contains(files, file => Holds(file, "mara@example.com"));
        Assert.All(secrets, secret => Assert.DoesNotContain(files, file => Holds(file, secret)));
    }

    [Fact]
    public async Task S36_KeysDirectory_IsForThePortalAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var host = await PortalHost.StartAsync(Stop);

        var mode = new DirectoryInfo(Path.Combine(host.Folder, "keys")).UnixFileMode;

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
