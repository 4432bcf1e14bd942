using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Identity's own user manager over our store, on the real database.</summary>
public sealed class AccountStoreTests : IAsyncLifetime
{
    private PortalHost _host = null!;
    private AsyncServiceScope _scope;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private UserManager<Account> Users => _scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(Stop);
        _scope = _host.Services.CreateAsyncScope();
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Find_ByAddressInOtherLetters_FindsTheAccount()
    {
        var owner = await _host.AddOwnerAsync("Mara@Example.com", Stop);

        var account = await Users.FindByEmailAsync("mara@example.COM");

        Assert.Equal(owner.Account, account?.Id);
        Assert.Equal("Mara@Example.com", account?.Email);
        Assert.True(await Users.CheckPasswordAsync(account!, People.Password));
    }

    [Fact]
    public async Task Find_SomethingThatIsNoId_FindsNobody() =>
        Assert.Null(await Users.FindByIdAsync("acc_' OR 1=1 --"));

    [Fact]
    public async Task Register_TakenAddress_MakesNothing()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _host.AddOwnerAsync("MARA@example.com", Stop));

        Assert.Equal(1, await CountAsync("household"));
    }

    [Fact]
    public async Task Update_OverANewerVersion_IsRefused()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        var mine = await AccountAsync();
        var theirs = await AccountAsync();
        theirs.Name = "Theirs";
        await Users.UpdateAsync(theirs);

        mine.Name = "Mine";
        var result = await Users.UpdateAsync(mine);

        Assert.False(result.Succeeded);
        Assert.Equal("Theirs", (await AccountAsync()).Name);
    }

    [Fact]
    public async Task ChangePassword_RightOldOne_TheNewOneFits()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);

        var result = await Users.ChangePasswordAsync(await AccountAsync(), People.Password, "a rather different sentence");

        Assert.True(result.Succeeded);
        Assert.True(await Users.CheckPasswordAsync(await AccountAsync(), "a rather different sentence"));
    }

    [Fact]
    public async Task RecoveryCode_Redeemed_WorksOnceWhoeverIsFaster()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        var account = await AccountAsync();
        var codes = await Users.GenerateNewTwoFactorRecoveryCodesAsync(account, 10);
        var store = new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }
            .Select(_ => _scope.ServiceProvider.GetRequiredService<IUserStore<Account>>() as AccountStore);

        var redeemed = await Task.WhenAll(store.Select(one => one!.RedeemCodeAsync(account, codes!.First(), Stop)));

        Assert.Equal(1, redeemed.Count(wasRight => wasRight));
        Assert.Equal(9, await Users.CountRecoveryCodesAsync(account));
    }

    [Fact]
    public async Task AuthenticatorKey_Stored_ReadsBackButIsSealedInTheFile()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        var account = await AccountAsync();
        await Users.ResetAuthenticatorKeyAsync(account);

        var key = await Users.GetAuthenticatorKeyAsync(await AccountAsync());

        Assert.NotNull(key);
        Assert.DoesNotContain(key, (await AccountAsync()).AuthenticatorKeySealed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passkey_UsedAgain_KeepsItsNewCounterAndName()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        var account = await AccountAsync();
        await Users.AddOrUpdatePasskeyAsync(account, Passkey(signCount: 1));

        var used = Passkey(signCount: 7);
        used.Name = "Mara's phone";
        await Users.AddOrUpdatePasskeyAsync(account, used);

        var kept = Assert.Single(await Users.GetPasskeysAsync(account));
        Assert.Equal(7u, kept.SignCount);
        Assert.Equal("Mara's phone", kept.Name);
        Assert.Equal("internal hybrid", string.Join(' ', kept.Transports ?? []));
        Assert.Equal(Passkey(0).PublicKey, kept.PublicKey);
        Assert.Equal(account.Id, (await Users.FindByPasskeyIdAsync(kept.CredentialId))?.Id);
    }

    [Fact]
    public async Task Passkey_OfAnotherAccount_IsNotTakenOver()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        await _host.AddOwnerAsync("jonas@example.com", Stop);
        var account = await AccountAsync();
        await Users.AddOrUpdatePasskeyAsync(account, Passkey(signCount: 1));

        await Users.AddOrUpdatePasskeyAsync((await Users.FindByEmailAsync("jonas@example.com"))!, Passkey(signCount: 9));

        Assert.Equal(account.Id, (await Users.FindByPasskeyIdAsync(Passkey(0).CredentialId))?.Id);
        Assert.Equal(1u, (await Users.GetPasskeyAsync(account, Passkey(0).CredentialId))?.SignCount);
    }

    [Fact]
    public async Task Passkey_Removed_IsGone()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        var account = await AccountAsync();
        await Users.AddOrUpdatePasskeyAsync(account, Passkey(signCount: 1));

        await Users.RemovePasskeyAsync(account, Passkey(0).CredentialId);

        Assert.Empty(await Users.GetPasskeysAsync(account));
    }

    [Fact]
    public async Task S26_Passkey_RemovedWhileItIsShown_IsNotUsedAndStaysRemoved()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        var account = await AccountAsync();
        await Users.AddOrUpdatePasskeyAsync(account, Passkey(signCount: 1));
        await Users.RemovePasskeyAsync(account, Passkey(0).CredentialId);

        Assert.False(await _host.Get<Database>().WriteAsync(
            tx => AccountStore.TryUsePasskey(tx, account.Id, Passkey(signCount: 2), DateTimeOffset.UnixEpoch), Stop));

        Assert.Empty(await Users.GetPasskeysAsync(account));
    }

    [Fact]
    public async Task Role_GivenAndTaken_IsRead()
    {
        await _host.AddStaffAsync("sam@example.com", StaffRole.Support, Stop);
        var account = await AccountAsync("sam@example.com");

        Assert.Equal(["support"], await Users.GetRolesAsync(account));
        await Users.RemoveFromRoleAsync(account, "support");
        Assert.False(await Users.IsInRoleAsync(account, "support"));
    }

    private async Task<Account> AccountAsync(string email = "mara@example.com") =>
        await Users.FindByEmailAsync(email) ?? throw new InvalidOperationException(email + " is not there.");

    private Task<int> CountAsync(string table) =>
        _host.Get<Database>().ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM " + table), Stop);

    private static UserPasskeyInfo Passkey(uint signCount) => new(
        [1, 2, 3], [4, 5, 6], ManualTime.Start, signCount, ["internal", "hybrid"], true, true, false, [7, 8], [9, 10]);
}
