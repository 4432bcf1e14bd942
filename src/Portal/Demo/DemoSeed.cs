using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Accounts;

namespace Portal.Demo;

/// <summary>The demo of this database: made at the first start, found again at later ones.</summary>
internal sealed class DemoSeed(DemoMaker maker, DemoFolder folder, IOptions<DemoOptions> options, IServiceScopeFactory scopes)
{
    /// <summary>The demo, with the password and the key that the settings want. Null: the database has one whose folder is gone.</summary>
    public async Task<DemoBook?> OpenAsync(CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await folder.ReadAsync(cancellationToken) is { } book && await users.FindByIdAsync(book.Owner.Value) is not null)
            return await KeepAsync(book, users, cancellationToken);

        // A folder without its people is of a database that is gone.
        folder.Clear();
        var password = options.Value.Password ?? Secrets.New();
        var key = options.Value.CarrierKey ?? CarrierKey.New().Text;
        if (await maker.MakeAsync(password, key, cancellationToken) is not { } made)
            return null;
        await folder.WriteAsync(made, cancellationToken);
        return made;
    }

    // Settings that changed since the last start are followed.
    private async Task<DemoBook> KeepAsync(DemoBook book, UserManager<Account> users, CancellationToken cancellationToken)
    {
        var kept = book;
        if (options.Value.Password is { } password && password != kept.Password)
        {
            foreach (var person in DemoPeople.All)
                await SetPasswordAsync(users, person, password);
            kept = kept with { Password = password };
        }

        if (options.Value.CarrierKey is { } key && key != kept.CarrierKey)
        {
            await maker.IssueKeyAsync(kept.Operator, kept.Carrier, key, cancellationToken);
            kept = kept with { CarrierKey = key };
        }

        if (kept != book)
            await folder.WriteAsync(kept, cancellationToken);
        return kept;
    }

    private static async Task SetPasswordAsync(UserManager<Account> users, DemoPerson person, string password)
    {
        if (await users.FindByEmailAsync(person.Email) is not { } account)
            return;
        var token = await users.GeneratePasswordResetTokenAsync(account);
        var outcome = await users.ResetPasswordAsync(account, token, password);
        if (!outcome.Succeeded)
            throw new InvalidOperationException(string.Join(' ', outcome.Errors.Select(error => error.Description)));
    }
}
