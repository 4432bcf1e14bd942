using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Portal.Storage;

namespace Portal.Hosting;

/// <summary>Starts the portal, or says in one line for each fault why not; no stack trace for what an operator can mend.</summary>
internal static class StartUp
{
    public const int Fine = 0;
    public const int WrongUse = 2;

    public static Task<int> ServeAsync(Func<WebApplication> build) =>
        GuardAsync(async () =>
        {
            await using var app = build();
            await app.RunAsync();
            return Fine;
        });

    /// <summary>Runs something whose wrong settings, locked or foreign storage and taken ports are the operator's to mend.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (LinesOf(exception) is { } lines)
        {
            foreach (var line in lines)
                await Console.Error.WriteLineAsync(line);
            return WrongUse;
        }
    }

    /// <summary>Reads every setting before anything is opened, so that all faults are told at once.</summary>
    public static void CheckSettings(this IHost host)
    {
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (InvalidOperationException exception)
        {
            // The binder could not read a value as a number or the like; its sentence names setting, value and form.
            throw new OptionsValidationException(HostingOptions.Section, typeof(HostingOptions), [exception.Message]);
        }
    }

    private static IEnumerable<string>? LinesOf(Exception exception) => exception switch
    {
        OptionsValidationException options => options.Failures,
        AggregateException all when all.InnerExceptions.All(one => one is OptionsValidationException) =>
            all.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures),
        StorageException storage => [storage.Message],
        IOException { InnerException: AddressInUseException } taken => [taken.Message],
        _ => null,
    };
}
