using System.CommandLine;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary><c>user create</c>: an account for staff, made while the portal is stopped. The password never stands on the command line.</summary>
internal static class UserCommands
{
    private const int Fine = 0;
    private const int WrongUse = 2;

    public static Command Create(Func<IHost> build)
    {
        var role = new Option<string>("--role") { Description = "What the account is for.", Required = true };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<StaffRole>().Select(Words.Of)]);
        var email = new Option<string>("--email") { Description = "The address to sign in with.", Required = true };
        var name = new Option<string?>("--name") { Description = "The person's name; without it, the address up to the @." };
        var create = new Command(
            "create",
            "Make an account for staff; the portal must be stopped. The password is the first line of standard input; without one, a password is made and printed once.")
        {
            role, email, name,
        };
        create.SetAction((arguments, cancellationToken) => CreateAsync(
            build,
            Words.Parse<StaffRole>(arguments.GetRequiredValue(role)),
            arguments.GetRequiredValue(email),
            arguments.GetValue(name),
            cancellationToken));
        return new Command("user", "Accounts of staff.") { create };
    }

    private static async Task<int> CreateAsync(
        Func<IHost> build, StaffRole role, string email, string? name, CancellationToken cancellationToken)
    {
        var given = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancellationToken) : null;
        var password = string.IsNullOrEmpty(given) ? Secrets.New() : given;
        name ??= email.Split('@')[0];
        var faults = AccountRules.Check(name, email, password);
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync($"{fault.Field}: {fault.Message}");
        if (faults.Count > 0)
            return WrongUse;

        using var host = build();
        host.OpenStorage();
        var registration = host.Services.GetRequiredService<AccountRegistration>();
        if (await registration.AddStaffAsync(name, email, password, role, cancellationToken) is not { } account)
        {
            await Console.Error.WriteLineAsync("Email: An account with this address exists. Use another one.");
            return WrongUse;
        }

        await Console.Out.WriteLineAsync($"Created {account} ({Words.Of(role)}).");
        if (string.IsNullOrEmpty(given))
            await Console.Out.WriteLineAsync("Password, shown once: " + password);
        return Fine;
    }
}
